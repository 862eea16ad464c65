using PerfFunctions.Browser.Recording;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Loads;

/// <summary>What one load gave.</summary>
/// <param name="Failure">Why it gave no numbers, in one sentence; null when it did.</param>
/// <param name="Record">What was recorded; null after a failure and after a login.</param>
internal sealed record LoadResult(string? Failure, LoadRecord? Record)
{
    /// <summary>What a login has left, as Playwright writes it.</summary>
    public string? Storage { get; init; }

    /// <summary>The document that a failed load ended at; null where there was none.</summary>
    public ArrivedDocument? Document { get; init; }

    /// <summary>Numbers of a failed load until its failure.</summary>
    public IReadOnlyDictionary<string, double> Unfinished { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether the browser still had work of its own when the page was loaded.</summary>
    public bool BrowserBusy { get; init; }

    /// <summary>A load without numbers.</summary>
    public static LoadResult Failed(string reason) => new(reason, null);
}
