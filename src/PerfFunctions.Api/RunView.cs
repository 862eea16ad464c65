using System.Collections.ObjectModel;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Costs;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Api;

/// <summary>A run as the API shows it.</summary>
public sealed record RunView
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Plan name.</summary>
    public required string Plan { get; init; }

    /// <summary>What asked for it.</summary>
    public required RunTrigger Trigger { get; init; }

    /// <summary>Address under test; absent until the plan is read.</summary>
    public string? Target { get; init; }

    /// <summary>Profile of the plan; absent for none.</summary>
    public string? Profile { get; init; }

    /// <summary>Values of parameters that are not the plan's own, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Stage in progress: <c>plan, setup, audit, load, aggregate, teardown, evaluate, report, done</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>What became of the plan's setup; absent for none.</summary>
    public FixtureResult? Setup { get; init; }

    /// <summary>What became of the plan's teardown; absent for none.</summary>
    public FixtureResult? Teardown { get; init; }

    /// <summary>How it ended; absent while it goes on.</summary>
    public RunOutcome? Outcome { get; init; }

    /// <summary>The verdict in one sentence; absent while it goes on.</summary>
    public string? Headline { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ended; absent while it goes on.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What it costs; absent before it was let in.</summary>
    public RunCost? Cost { get; init; }

    /// <summary>Load so far; absent before the load starts and in lists.</summary>
    public LiveLoad? Load { get; init; }

    /// <summary>The verdict, every rule; absent while the run goes on and in lists.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Where to go from here.</summary>
    public required RunViewLinks Links { get; init; }
}

/// <summary>Addresses of a run.</summary>
/// <param name="Self">Its state.</param>
/// <param name="Html">Report as a page.</param>
/// <param name="Markdown">Report as Markdown.</param>
/// <param name="Json">Report as JSON.</param>
/// <param name="Junit">Report as JUnit XML.</param>
/// <param name="Trends">Page of its plan's history; absent until the plan is read.</param>
/// <param name="Page">Page of the run, live and afterwards.</param>
public sealed record RunViewLinks(string Self, string Html, string Markdown, string Json, string Junit, string? Trends, string Page);
