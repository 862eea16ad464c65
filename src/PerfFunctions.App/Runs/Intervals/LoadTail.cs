using PerfFunctions.Api;
using PerfFunctions.Engine.Conditions;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.K6;

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
    private readonly Dictionary<int, LiveSecond> _given = [];
    private Dictionary<int, List<LoadInterval>> _rows = [];
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

    /// <summary>The first second of the last read.</summary>
    public int From { get; private set; }

    /// <summary>The last second that was read.</summary>
    public int ReadTo => _readTo;

    private int FirstShown => Math.Max(0, _readTo - ShownSeconds + 1);

    /// <summary>Reads what is new, and looks at the conditions of each second up to one that is complete.</summary>
    /// <returns>True when a condition has become true.</returns>
    public async Task<bool> ReadAsync(int complete, CancellationToken cancellationToken)
    {
        int from = From = Math.Max(_load.First, _readTo + 1 - LateSeconds);
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

        _rows = rows;
        _readTo = Math.Max(_readTo, complete);
        return isHit;
    }

    /// <summary>The intervals of a second that the last read had.</summary>
    public List<LoadInterval> RowsOf(int second) => _rows.GetValueOrDefault(second) ?? [];

    /// <summary>
    /// Seconds that have not been given before, up to the last that was read; and those again to which rows came late. Seconds that
    /// are no longer at hand by themselves are left out.
    /// </summary>
    public IReadOnlyList<LiveSecond> TakeSeconds()
    {
        List<LiveSecond> changed = [];
        for (int second = Math.Max(_load.First, _given.Count == 0 ? 0 : _given.Keys.Max() + 1 - LateSeconds); second <= _readTo; second++)
        {
            LiveSecond now = Second(second);
            if (_given.GetValueOrDefault(second)?.Scenarios.SequenceEqual(now.Scenarios) != true)
            {
                _given[second] = now;
                changed.Add(now);
            }
        }

        _given.Keys.Where(s => s < _load.First).ToList().ForEach(s => _given.Remove(s));
        return changed;
    }

    /// <summary>How the load is.</summary>
    public LiveSnapshot Snapshot(DateTimeOffset goAt) => new(
        goAt, _plan.LoadDuration.TotalSeconds, [.. _plan.Load.Select(Show)], _load.First, new Dictionary<string, IntervalCounts>(_load.Before));

    private LiveSecond Second(int second) => new(second, [.. _plan.Load.Select(s => Point(s.Name, second))]);

    private LivePoint Point(string scenario, int second)
    {
        SecondLoad load = _load.Over(scenario, second, second, "");
        LatencyHistogram? response = load.Response.Length == 0 ? null : LatencyHistogram.Decode(load.Response);
        return new LivePoint(
            scenario, load.Counts.Started, load.Counts.Sent, load.Counts.Failed, load.Counts.Dropped,
            response?.PercentileMs(50), response?.PercentileMs(95), response?.PercentileMs(99));
    }

    private LiveScenario Show(Scenario scenario)
    {
        ScenarioSeries series = ScenarioSeries.Of(scenario.Steps);
        (IntervalCounts total, SecondLoad recent) = Show(scenario.Name, "");
        (double? p50, double? p95) = Times(recent);
        return new LiveScenario(
            scenario.Name, total.Sent, total.Failed, total.Dropped, PerSecond(recent.Counts.Sent), p50, p95)
        {
            Requests = [.. series.Requests.Select(request => ShowRequest(scenario.Name, request)).Where(r => r.Sent > 0 || r.Name != K6Script.OtherRequests)],
            Streams = [.. series.Streams.Select(stream => ShowStream(scenario.Name, stream))],
        };
    }

    private LiveRequest ShowRequest(string scenario, LoadSeries request)
    {
        (IntervalCounts total, SecondLoad recent) = Show(scenario, request.Key);
        (double? p50, double? p95) = Times(recent);
        return new LiveRequest(request.Title, total.Sent, total.Failed, PerSecond(recent.Counts.Sent), p50, p95);
    }

    private LiveStream ShowStream(string scenario, LoadSeries stream)
    {
        (IntervalCounts total, SecondLoad recent) = Show(scenario, stream.Key);
        return new LiveStream(
            stream.Title, total.Connections, total.Sent, total.Completed,
            PerSecond(recent.Counts.Sent), PerSecond(recent.Counts.Completed));
    }

    private (IntervalCounts Total, SecondLoad Recent) Show(string scenario, string series) =>
        (_load.Total(scenario, series), _load.Over(scenario, FirstShown, _readTo, series));

    private double PerSecond(long count) => (double)count / Math.Max(1, _readTo - FirstShown + 1);

    private static (double? P50, double? P95) Times(SecondLoad load)
    {
        LatencyHistogram? response = load.Response.Length == 0 ? null : LatencyHistogram.Decode(load.Response);
        return (response?.PercentileMs(50), response?.PercentileMs(95));
    }
}
