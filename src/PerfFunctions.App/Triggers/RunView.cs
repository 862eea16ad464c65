using Microsoft.DurableTask.Client;
using PerfFunctions.App.Activities;
using PerfFunctions.App.Orchestrations;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Costs;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Triggers;

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

    /// <summary>Stage in progress: <c>plan, audit, load, aggregate, evaluate, report, done</c>.</summary>
    public required string Stage { get; init; }

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

    /// <summary>The view of a record.</summary>
    public static RunView Of(RunRecord run, string stage, RunLinks links) => new()
    {
        RunId = run.RunId,
        Plan = run.Plan,
        Trigger = run.Trigger,
        Target = run.Target,
        Stage = stage,
        Outcome = run.Outcome,
        Headline = run.Headline,
        CreatedAt = run.CreatedAt,
        FinishedAt = run.FinishedAt,
        Cost = run.Cost,
        Links = new RunViewLinks(
            links.Run(run.RunId), links.Report(run.RunId, "html"), links.Report(run.RunId, "md"),
            links.Report(run.RunId, "json"), links.Report(run.RunId, "xml"),
            PlanNames.IsValid(run.Plan) ? links.Trends(run.Plan) : null),
    };

    /// <summary>
    /// The view of a run whose orchestration broke or was ended from outside. Its own code never got to record an end;
    /// clients that wait for it still get a result.
    /// </summary>
    public static RunView Broken(RunRecord run, OrchestrationMetadata instance, RunLinks links)
    {
        string headline = $"The run failed because of an internal error: its orchestration ended as {instance.RuntimeStatus}. {instance.FailureDetails?.ErrorMessage}".TrimEnd();
        return Of(run, RunStage.Done, links) with
        {
            Outcome = RunOutcome.InternalError,
            Headline = headline,
            FinishedAt = instance.LastUpdatedAt,
            Verdict = new Verdict { RunId = run.RunId, Outcome = RunOutcome.InternalError, Headline = headline },
        };
    }
}

/// <summary>Addresses of a run.</summary>
/// <param name="Self">Its state.</param>
/// <param name="Html">Report as a page.</param>
/// <param name="Markdown">Report as Markdown.</param>
/// <param name="Json">Report as JSON.</param>
/// <param name="Junit">Report as JUnit XML.</param>
/// <param name="Trends">Page of its plan's history; absent until the plan is read.</param>
public sealed record RunViewLinks(string Self, string Html, string Markdown, string Json, string Junit, string? Trends = null);

/// <summary>Load in progress.</summary>
/// <param name="ElapsedSeconds">Time since the common start; negative before it.</param>
/// <param name="DurationSeconds">Length of the longest scenario.</param>
/// <param name="Scenarios">By scenario.</param>
public sealed record LiveLoad(double ElapsedSeconds, double DurationSeconds, IReadOnlyList<LiveScenario> Scenarios);

/// <summary>One scenario in progress.</summary>
/// <param name="Name">Scenario name.</param>
/// <param name="Sent">Requests so far.</param>
/// <param name="Failed">Failed requests so far.</param>
/// <param name="Dropped">Arrivals dropped so far.</param>
/// <param name="RequestsPerSecond">Requests sent per second, over the last seconds.</param>
/// <param name="P50Ms">Median response time over the last seconds; null when nothing ended in them.</param>
/// <param name="P95Ms">95th percentile of response time over the last seconds.</param>
public sealed record LiveScenario(
    string Name, long Sent, long Failed, long Dropped, double RequestsPerSecond, double? P50Ms, double? P95Ms);
