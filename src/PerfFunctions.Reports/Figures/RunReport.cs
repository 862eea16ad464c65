using System.Collections.ObjectModel;
using PerfFunctions.Engine.Costs;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Reports.Figures;

/// <summary>All that a report shows; every format is a function of this record alone.</summary>
public sealed record RunReport
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Plan name.</summary>
    public required string Plan { get; init; }

    /// <summary>What asked for the run: <c>http</c>, <c>spike</c>, <c>schedule</c>, <c>pullRequest</c>, <c>deployment</c>.</summary>
    public required string Trigger { get; init; }

    /// <summary>Address under test; null when the run never got so far.</summary>
    public string? Target { get; init; }

    /// <summary>Profile of the plan; null for none.</summary>
    public string? Profile { get; init; }

    /// <summary>Values of parameters that are not the plan's own, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Kind of machine that it was measured on, as <c>FlexConsumption, 2 cores, westeurope</c>; null if it is unknown.</summary>
    public string? MeasuredOn { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>The judgement.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What became of the plan's setup; null for none.</summary>
    public FixtureResult? Setup { get; init; }

    /// <summary>What became of the plan's teardown; null for none.</summary>
    public FixtureResult? Teardown { get; init; }

    /// <summary>Both, as far as there are any.</summary>
    public IReadOnlyList<FixtureResult> Fixtures => [.. new[] { Setup, Teardown }.OfType<FixtureResult>()];

    /// <summary>What was measured; null when the run never got so far.</summary>
    public RunSummary? Summary { get; init; }

    /// <summary>What held the system back, and what to do; made when it is first needed, as it takes statistical tests.</summary>
    public Lazy<Diagnosis> Diagnosis { get; init; } = new(Figures.Diagnosis.None);

    /// <summary>What the run cost; null when it was never let in.</summary>
    public RunCost? Cost { get; init; }

    /// <summary>Address of the full report; empty for none.</summary>
    public required string ReportUrl { get; init; }

    /// <summary>Address of the picture of its changes, open to whoever has it; null for none.</summary>
    public string? ChangesUrl { get; init; }

    /// <summary>The pull request, e.g. <c>octo/shop#17 at 1a2b3c4</c>; null for none.</summary>
    public string? PullRequest { get; init; }

    /// <summary>Screenshots by page name, JPEG.</summary>
    public IReadOnlyDictionary<string, byte[]> Screenshots { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Filmstrips by page name, JPEG each, at the times that the page's median load has for them; one that is lost is empty.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<byte[]>> Frames { get; init; } = new Dictionary<string, IReadOnlyList<byte[]>>();
}
