using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Api;

/// <summary>Examples of the requests of a run that failed.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Scenarios">By scenario; those without failures are not in it.</param>
public sealed record FailuresView(string RunId, IReadOnlyList<ScenarioFailures> Scenarios);

/// <summary>Examples of the requests of a scenario that failed.</summary>
/// <param name="Scenario">Scenario name.</param>
/// <param name="Failed">Requests that failed, all of them.</param>
/// <param name="Examples">A few of each request and kind of failure, in order of time.</param>
public sealed record ScenarioFailures(string Scenario, long Failed, IReadOnlyList<FailureSample> Examples);
