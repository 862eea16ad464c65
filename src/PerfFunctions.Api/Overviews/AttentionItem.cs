namespace PerfFunctions.Api.Overviews;

/// <summary>Something that somebody has to look after.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Run">The run it concerns; absent for none.</param>
/// <param name="Plan">The plan it concerns; absent for none.</param>
public sealed record AttentionItem(AttentionKind Kind, string Text, string? Run, string? Plan);

/// <summary>Kinds of matters that need attention, the most urgent first.</summary>
public enum AttentionKind
{
    /// <summary>The service is halted: no run starts.</summary>
    Halted,

    /// <summary>A quota is used up: further runs are refused.</summary>
    QuotaExhausted,

    /// <summary>The last run of a plan failed, was aborted, timed out or broke.</summary>
    Failed,

    /// <summary>The last run of a plan has no data.</summary>
    NoData,

    /// <summary>A report did not reach its pull request.</summary>
    Undelivered,

    /// <summary>At least 80 % of a quota are used.</summary>
    QuotaNearlyExhausted,
}
