using PerfFunctions.Engine.Network;

namespace PerfFunctions.Engine.Audits;

/// <summary>Loads a page in a real browser and measures it.</summary>
public interface IPageAuditor
{
    /// <summary>
    /// Loads the page as often as asked, each time in a fresh context, one load at a time on this machine. A load that
    /// fails is in the result with its reason; only <paramref name="cancellationToken"/> throws.
    /// </summary>
    Task<AuditedPage> AuditAsync(AuditTarget target, CancellationToken cancellationToken);
}

/// <summary>What to load.</summary>
/// <param name="Page">Page name.</param>
/// <param name="Address">Absolute http(s) address.</param>
/// <param name="Conditions">What it is loaded under, secrets filled in.</param>
/// <param name="Runs">Number of measured loads.</param>
public sealed record AuditTarget(string Page, Uri Address, PageConditions Conditions, int Runs)
{
    /// <summary>
    /// The same page where it is compared with, such as the base branch's deployment; loaded as often, interleaved as
    /// A B B A. Null for none.
    /// </summary>
    public Uri? Base { get; init; }

    /// <summary>Address that paths of steps are below; the page's host unless it is said.</summary>
    public Uri Root { get; init; } = new(Address.GetLeftPart(UriPartial.Authority));

    /// <summary>The same of <see cref="Base"/>; null where there is none.</summary>
    public Uri? BaseRoot { get; init; }

    /// <summary>What is done after the load, in the same page.</summary>
    public IReadOnlyList<JourneyStep> Steps { get; init; } = [];

    /// <summary>The most measured loads, where the spread asks for more than <see cref="Runs"/>; at least as many.</summary>
    public int MaxRuns { get; init; } = Runs;

    /// <summary>
    /// How far apart the middle half of the loads may lie, as a share of their median, before more are made: 0.1 for 10 %.
    /// </summary>
    public double Spread { get; init; } = 0.1;

    /// <summary>Whether the page is meant to be loaded while load is sent, which then is not noise.</summary>
    public bool UnderLoad { get; init; }

    /// <summary>Secrets that are in what it says, each by itself: never to be in anything that is kept.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Resolves names for the browser, and says what it may connect to; null where it connects by itself.</summary>
    public GuardedNames? Names { get; init; }

    /// <summary>Whether the evidence of the median load is kept.</summary>
    public bool KeepEvidence { get; init; } = true;
}

/// <summary>A page as it was audited.</summary>
/// <param name="Measurement">The loads.</param>
/// <param name="Evidence">What shows the median load; null when no load worked or none was asked for.</param>
public sealed record AuditedPage(PageMeasurement Measurement, PageEvidence? Evidence);
