using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>Why a script cannot be run.</summary>
/// <param name="File">The script, or the module that it is in.</param>
/// <param name="Line">Line there, from 1; 0 where it is of no line.</param>
/// <param name="Message">What is wrong.</param>
public sealed record K6Problem(string File, int Line, string Message)
{
    private const int LongestValue = 80;

    /// <summary>Column, from 1; 0 where it is not known.</summary>
    public int Column { get; init; }

    /// <summary>What would be right; null where the message says it.</summary>
    public string? Allowed { get; init; }

    /// <summary>The line as it was written; null for none.</summary>
    public string? Value { get; init; }

    /// <summary>The same as a problem of a plan.</summary>
    public PlanProblem ToPlanProblem() => new(
        File,
        Line,
        Value is { Length: > LongestValue } ? string.Concat(Value.AsSpan(0, LongestValue - 1), "…") : Value,
        Message,
        Allowed ?? "what /docs/k6 describes");

    /// <inheritdoc />
    public override string ToString() =>
        $"{File}{(Line > 0 ? $" line {Line}" : "")}{(Column > 0 ? $", column {Column}" : "")}: {Message}" +
        $"{(Allowed is null ? "" : $" (allowed: {Allowed})")}{(Value is null ? "" : $": {Value}")}";
}
