using System.Text.Json.Serialization;

namespace PerfFunctions.Engine.Plans.Documents;

/// <summary>One mistake in a plan, with everything needed to fix it.</summary>
/// <param name="Path">Where in the document, e.g. <c>load.browse.arrivals.rate</c>; empty for the document as a whole.</param>
/// <param name="Line">Line in the file, from 1; 0 when the input has no lines.</param>
/// <param name="Value">The offending value as written, cut to 80 characters; null where something is missing.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
/// <param name="Allowed">What would be right, e.g. <c>a rate with a unit, such as 50/s</c>.</param>
public sealed record PlanProblem(string Path, int Line, string? Value, string Message, string Allowed)
{
    /// <summary>Whether it stands against the plan only now, and not a while later.</summary>
    [JsonIgnore]
    public bool Transient { get; init; }

    /// <inheritdoc />
    public override string ToString() =>
        $"{(Line > 0 ? $"line {Line}: " : "")}{Path}: {Message}{(Value is null ? "" : $" (got '{Value}')")}; allowed: {Allowed}";
}
