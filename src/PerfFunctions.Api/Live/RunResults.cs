using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Api.Live;

/// <summary>What the load of a run came to, as its page shows it; data of an event <c>results</c>, after the run's end.</summary>
/// <param name="Scenarios">By scenario, in the order of the plan.</param>
/// <param name="Server">Series of the systems under test; absent when the plan asks for none.</param>
public sealed record RunResults(IReadOnlyList<ScenarioResults> Scenarios, ServerSummary? Server);

/// <summary>A scenario of a run that has ended.</summary>
/// <param name="Name">Scenario name.</param>
/// <param name="Requests">Its requests, in the order of the flow.</param>
/// <param name="HeatMap">How response times are spread over time; absent when there are none.</param>
public sealed record ScenarioResults(string Name, IReadOnlyList<RequestResults> Requests, HeatMap? HeatMap);

/// <summary>A request of a scenario, after the warm-up.</summary>
/// <param name="Name">Request name.</param>
/// <param name="Sent">Requests sent.</param>
/// <param name="Failed">Those that ended and failed.</param>
/// <param name="RequestsPerSecond">Completed per second; absent when the scenario has no length.</param>
/// <param name="P50Ms">Median response time, milliseconds; absent when there is none to show, like the others.</param>
/// <param name="P95Ms">95th percentile of it.</param>
/// <param name="P99Ms">99th percentile of it.</param>
public sealed record RequestResults(
    string Name, long Sent, long Failed, double? RequestsPerSecond, double? P50Ms, double? P95Ms, double? P99Ms);
