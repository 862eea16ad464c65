using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.Api;

/// <summary>What a run is about to do; data of an event <c>plan</c>.</summary>
public sealed record RunOutline
{
    /// <summary>Length of the longest scenario, seconds; 0 without load.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Scenarios, in the order of the plan.</summary>
    public required IReadOnlyList<OutlinedScenario> Scenarios { get; init; }

    /// <summary>Names of pages, in the order of the plan.</summary>
    public required IReadOnlyList<string> Pages { get; init; }

    /// <summary>Budgets, as the plan has them.</summary>
    public required IReadOnlyList<string> Budgets { get; init; }
}

/// <summary>A scenario that is planned.</summary>
/// <param name="Name">Scenario name.</param>
/// <param name="IsUsers">Whether its stages are users; otherwise arrivals per second.</param>
/// <param name="Stages">Its stages in order.</param>
public sealed record OutlinedScenario(string Name, bool IsUsers, IReadOnlyList<OutlinedStage> Stages);

/// <summary>A stage, from one value to another in a straight line.</summary>
/// <param name="FromSecond">When it starts, seconds since the common start.</param>
/// <param name="ToSecond">When it ends.</param>
/// <param name="From">Arrivals per second, or users, at its start.</param>
/// <param name="To">The same at its end.</param>
public sealed record OutlinedStage(double FromSecond, double ToSecond, double From, double To);

/// <summary>A second of load, all shards together; data of an event <c>second</c>. The same second again replaces the earlier one.</summary>
/// <param name="Second">Seconds since the common start.</param>
/// <param name="Scenarios">By scenario, in the order of the plan.</param>
public sealed record LiveSecond(int Second, IReadOnlyList<LivePoint> Scenarios);

/// <summary>A second of a scenario.</summary>
/// <param name="Name">Scenario name.</param>
/// <param name="Started">Iterations that started.</param>
/// <param name="Sent">Requests sent.</param>
/// <param name="Failed">Requests that ended and failed.</param>
/// <param name="Dropped">Planned arrivals that were not started.</param>
/// <param name="P50Ms">Median response time; absent when nothing ended.</param>
/// <param name="P95Ms">95th percentile of response time; absent likewise.</param>
/// <param name="P99Ms">99th percentile of response time; absent likewise.</param>
public sealed record LivePoint(
    string Name, long Started, long Sent, long Failed, long Dropped, double? P50Ms, double? P95Ms, double? P99Ms);

/// <summary>A page whose audit has ended; data of an event <c>page</c>.</summary>
/// <param name="Name">Page name.</param>
/// <param name="Address">Address that was loaded.</param>
/// <param name="Loads">Its loads, in order.</param>
/// <param name="Screenshot">Address of a screenshot of its median load; absent when there is none.</param>
/// <param name="Filmstrip">What was on the screen during its median load, in order of time.</param>
/// <param name="Budgets">Its budgets that no other run decides, by these loads; more may be added to it until the end.</param>
public sealed record LivePage(
    string Name, Uri Address, IReadOnlyList<LivePageLoad> Loads, string? Screenshot, IReadOnlyList<FilmstripFrame> Filmstrip,
    IReadOnlyList<RuleResult> Budgets);

/// <summary>A picture of a filmstrip.</summary>
/// <param name="AtMs">When it was on the screen, in milliseconds from the navigation.</param>
/// <param name="Picture">Its address.</param>
public sealed record FilmstripFrame(double AtMs, string Picture);

/// <summary>A load of a page.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="LcpMs">Largest contentful paint; absent when it was not measured, like the others.</param>
/// <param name="FcpMs">First contentful paint.</param>
/// <param name="TtfbMs">Time to first byte.</param>
/// <param name="InpMs">Interaction to next paint.</param>
/// <param name="Cls">Cumulative layout shift.</param>
/// <param name="Failure">Why it failed; absent when it worked.</param>
public sealed record LivePageLoad(int Number, double? LcpMs, double? FcpMs, double? TtfbMs, double? InpMs, double? Cls, string? Failure);
