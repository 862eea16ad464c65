using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>Why a script cannot be run.</summary>
/// <param name="File">The script, or the module that it is in.</param>
/// <param name="Line">Line there, from 1; 0 where it is of no line.</param>
/// <param name="Message">What is wrong.</param>
public sealed record K6Problem(string File, int Line, string Message)
{
    private const int LongestValue = 80;
    private const int LongestMessage = 300;

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
        Value,
        Message,
        Allowed ?? "what /docs/k6 describes");

    /// <summary>Problems as they are shown: so many, and each so long, that no script floods a report.</summary>
    public static IReadOnlyList<K6Problem> Listed(IReadOnlyCollection<K6Problem> problems) =>
    [
        .. problems.Take(PlanLimits.Problems).Select(p => p with
        {
            Message = Cut(p.Message, LongestMessage),
            Value = p.Value is { } value ? Cut(value, LongestValue) : null,
        }),
        .. problems.Count <= PlanLimits.Problems
            ? []
            : new[] { new K6Problem(problems.First().File, 0, $"{problems.Count - PlanLimits.Problems} more problems are not listed") },
    ];

    private static string Cut(string text, int longest) => text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest - 1), "…");

    /// <inheritdoc />
    public override string ToString() =>
        $"{File}{(Line > 0 ? $" line {Line}" : "")}{(Column > 0 ? $", column {Column}" : "")}: {Message}" +
        $"{(Allowed is null ? "" : $" (allowed: {Allowed})")}{(Value is null ? "" : $": {Value}")}";
}
