using PerfFunctions.Api;
using PerfFunctions.Engine.Conditions;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Runs.Intervals;

/// <summary>Follows the intervals of a run as they are written.</summary>
public sealed class LoadTail
{
    // Rows can come this much later than the rest of their second.
    private const int LateSeconds = 4;

    // Long enough for percentiles that do not jump, short enough to be of now.
    private const int ShownSeconds = 5;

    private readonly string _runId;
    private readonly PerfPlan _plan;
    private readonly IntervalStore _intervals;
    private readonly RecentLoad _load;
    private int _readTo;

    /// <summary>Begins where an earlier tail has left off, or with the first second.</summary>
    public LoadTail(string runId, PerfPlan plan, IntervalStore intervals, LiveSnapshot? earlier)
    {
        _runId = runId;
        _plan = plan;
        _intervals = intervals;
        _load = new RecentLoad(
            Math.Max(ConditionWatch.LongestWindow(plan), ShownSeconds) + LateSeconds, earlier?.First ?? 0, earlier?.Before);
        _readTo = _load.First - 1;
        Watch = new ConditionWatch(plan, _load);
    }

    /// <summary>The plan's conditions.</summary>
    public ConditionWatch Watch { get; }

    /// <summary>Reads what is new, and looks at the conditions of each second up to one that is complete.</summary>
    /// <returns>True when a condition has become true.</returns>
    public async Task<bool> ReadAsync(int complete, CancellationToken cancellationToken)
    {
        int from = Math.Max(_load.First, _readTo + 1 - LateSeconds);
        var rows = new Dictionary<int, List<LoadInterval>>();
        await foreach (LoadInterval interval in _intervals.ReadAsync(_runId, from, complete + 1, cancellationToken))
        {
            (rows.TryGetValue(interval.Second, out List<LoadInterval>? second) ? second : rows[interval.Second] = []).Add(interval);
        }

        bool isHit = false;
        for (int second = from; second <= complete; second++)
        {
            _load.Replace(second, rows.GetValueOrDefault(second) ?? []);
            isHit |= second > _readTo && Watch.Check(second);
        }

        _readTo = Math.Max(_readTo, complete);
        return isHit;
    }

    /// <summary>How the load is.</summary>
    public LiveSnapshot Snapshot(DateTimeOffset goAt) => new(
        goAt, _plan.LoadDuration.TotalSeconds, [.. _plan.Load.Select(Show)], _load.First, new Dictionary<string, IntervalCounts>(_load.Before));

    private LiveScenario Show(Scenario scenario)
    {
        (IntervalCounts total, double rate, double? p50, double? p95) = Show(scenario.Name, "");
        return new LiveScenario(scenario.Name, total.Sent, total.Failed, total.Dropped, rate, p50, p95)
        {
            Requests = [.. ScenarioSeries.Of(scenario.Steps).Requests.Select(request => Show(scenario.Name, request))],
        };
    }

    private LiveRequest Show(string scenario, LoadSeries request)
    {
        (IntervalCounts total, double rate, double? p50, double? p95) = Show(scenario, request.Key);
        return new LiveRequest(request.Title, total.Sent, total.Failed, rate, p50, p95);
    }

    private (IntervalCounts Total, double Rate, double? P50, double? P95) Show(string scenario, string series)
    {
        int from = Math.Max(0, _readTo - ShownSeconds + 1);
        SecondLoad shown = _load.Over(scenario, from, _readTo, series);
        LatencyHistogram? response = shown.Response.Length == 0 ? null : LatencyHistogram.Decode(shown.Response);
        return (_load.Total(scenario, series), (double)shown.Counts.Sent / Math.Max(1, _readTo - from + 1), response?.PercentileMs(50), response?.PercentileMs(95));
    }
}
