using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Load;

/// <summary>Adds up what was measured of a setup or teardown.</summary>
/// <param name="scenario">Its steps.</param>
/// <param name="intervals">What was measured, second by second.</param>
/// <param name="secrets">Takes out what must not be kept.</param>
internal sealed class FixtureSum(Scenario scenario, IReadOnlyList<LoadInterval> intervals, SecretForms secrets)
{
    /// <summary>How it went.</summary>
    /// <param name="cutOff">How it ended if its one iteration has no end.</param>
    /// <param name="reason">Why it then has none.</param>
    public FixtureResult Result(FixtureState cutOff, string reason)
    {
        FixtureRequest[] requests = [.. ScenarioSeries.Of(scenario.Steps).Requests.Select(RequestOf).Where(r => r.Sent > 0)];
        FixtureResult sum = new(scenario.Name, FixtureState.Completed)
        {
            Sent = intervals.Sum(i => i.Counts.Sent),
            Failed = intervals.Sum(i => i.Counts.Failed),
            Requests = requests,
        };
        IntervalCounts iteration = CountsOf(SeriesKey.Iterations);
        return iteration.Completed == 0 ? sum with { State = cutOff, Reason = reason }
            : iteration.Failed == 0 ? sum
            : sum with { State = FixtureState.Failed, Reason = ReasonOf(requests) };
    }

    // An iteration is counted by the request that failed first, or by what else went wrong.
    private string ReasonOf(FixtureRequest[] requests)
    {
        string first = FailureOf(SeriesKey.Iterations) ?? "a step failed";
        return requests.FirstOrDefault(r => r.Name == first && r.Failure is not null) is { } request
            ? $"request '{request.Name}': {request.Failure}"
            : first;
    }

    private FixtureRequest RequestOf(LoadSeries series)
    {
        IntervalCounts counts = CountsOf(series.Key);
        return new FixtureRequest(series.Title, counts.Sent, counts.Failed, FailureOf(series.Key));
    }

    private IntervalCounts CountsOf(string key) => Of(key).Aggregate(default(IntervalCounts), (sum, s) => sum + s.Counts);

    private string? FailureOf(string key) => Of(key).SelectMany(s => s.Errors).GroupBy(e => e.Key)
        .MaxBy(g => g.Sum(e => e.Value)) is { } most ? secrets.Clean(most.Key) : null;

    private IEnumerable<SeriesInterval> Of(string key) => intervals.SelectMany(i => i.Series).Where(s => s.Key == key);
}
