using System.Text.Json.Nodes;
using PerfFunctions.Api.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Load.K6.Plans;

namespace PerfFunctions.Cli.Scripts;

/// <summary>Finds what a run measured by the names that k6 has for it. What is not measured is not there.</summary>
/// <param name="measured">What the run measured.</param>
/// <param name="trendStats">Names of the values of a trend.</param>
internal sealed class SummaryMetrics(HistogramsView measured, IReadOnlyList<string> trendStats)
{
    private static readonly string[] BuiltIn =
    [
        "http_reqs", "http_req_failed", "http_req_duration", "http_req_sending", "http_req_waiting", "http_req_receiving", "data_sent", "data_received",
        "iterations", "iteration_duration", "dropped_iterations", "checks", "group_duration",
    ];

    private static readonly Dictionary<string, string> NoTags = [];

    private readonly SummaryMetric _metric = new(trendStats);

    /// <summary>All that were measured, by name.</summary>
    public IEnumerable<(string Name, JsonObject Metric)> All()
    {
        string[] own = [.. measured.Scenarios.SelectMany(s => s.Series).Where(s => IsOf(s, SeriesKey.Measure)).Select(s => s.Name).Distinct()];
        return BuiltIn.Concat(own).Select(name => (name, Find(name, Of(measured.Scenarios, name, NoTags), isAsked: false))).Where(m => m.Item2 is not null).Select(m => (m.name, m.Item2!));
    }

    /// <summary>What a threshold is about; without values it has zeros. Null where nothing like it is measured.</summary>
    public JsonObject? Find(K6Threshold threshold) =>
        Find(threshold.Metric, Of(measured.Scenarios.Where(s => threshold.Scenarios.Contains(s.Name)), threshold.Metric, threshold.Tags), isAsked: true);

    private JsonObject? Find(string name, Series[] all, bool isAsked)
    {
        if (!isAsked && !all.Any(s => s.Value.Counts is not { Sent: 0, Completed: 0, Started: 0 }))
        {
            return null;
        }

        long completed = all.Sum(s => s.Value.Counts.Completed);
        long failed = all.Sum(s => s.Value.Counts.Failed);
        return name switch
        {
            "http_reqs" => Counted(all, all.Sum(s => s.Value.Counts.Sent)),
            "iterations" => Counted(all, completed),
            "http_req_failed" => SummaryMetric.Rate(failed, completed),
            "checks" => SummaryMetric.Rate(completed - failed, completed),
            "data_sent" => Transferred(all, c => c.BytesSent),
            "data_received" => Transferred(all, c => c.Bytes),
            "dropped_iterations" => Dropped(all),
            "http_req_duration" => Timed(all, s => s.Service, isAsked),
            "http_req_sending" => Timed(all, s => s.Phases.GetValueOrDefault(RequestPhase.Send), isAsked),
            "http_req_waiting" => Timed(all, s => s.Phases.GetValueOrDefault(RequestPhase.Wait), isAsked),
            "http_req_receiving" => Timed(all, s => s.Phases.GetValueOrDefault(RequestPhase.Receive), isAsked),
            "iteration_duration" or "group_duration" => Timed(all, s => s.Response, isAsked),
            _ => Own(all, completed, failed, isAsked),
        };
    }

    /// <summary>Names of the groups, in the order of the scripts.</summary>
    public IEnumerable<string> Groups() =>
        measured.Scenarios.SelectMany(s => s.Series).Where(s => IsOf(s, SeriesKey.Group)).Select(s => s.Name).Distinct();

    /// <summary>The checks with what became of them.</summary>
    public IEnumerable<(string Name, long Passes, long Fails)> Checks() =>
        from series in measured.Scenarios.SelectMany(s => s.Series)
        where IsOf(series, SeriesKey.Check) && series.Name is not (K6Script.AllChecks or K6Script.NotAborted)
        group series.Counts by series.Name into check
        select (check.Key, check.Sum(c => c.Completed - c.Failed), check.Sum(c => c.Failed));

    private static Series[] Of(IEnumerable<ScenarioHistograms> scenarios, string name, IReadOnlyDictionary<string, string> tags) =>
        [.. scenarios.SelectMany(scenario => SeriesOf(scenario, name, tags).Select(series => new Series(scenario, series)))];

    private static IEnumerable<SeriesHistograms> SeriesOf(ScenarioHistograms scenario, string name, IReadOnlyDictionary<string, string> tags) => name switch
    {
        "iterations" or "iteration_duration" => scenario.Series.Where(s => s.Key == SeriesKey.Iterations),
        "group_duration" => Named(scenario, SeriesKey.Group, tags.GetValueOrDefault("group")?.TrimStart(':')),
        "checks" => Named(scenario, SeriesKey.Check, tags.GetValueOrDefault("check") ?? K6Script.AllChecks),
        _ when !BuiltIn.Contains(name) => Named(scenario, SeriesKey.Measure, name),
        _ when tags.Count == 0 => [scenario.Whole],
        _ when Named(scenario, SeriesKey.Request, K6TagFilter.Of(tags)?.Text ?? "").ToArray() is { Length: > 0 } tagged => tagged,
        _ => tags.TryGetValue(K6TagFilter.Name, out string? request) ? Named(scenario, SeriesKey.Request, request) : [],
    };

    private static IEnumerable<SeriesHistograms> Named(ScenarioHistograms scenario, string family, string? name) =>
        scenario.Series.Where(s => IsOf(s, family) && (name is null || s.Name == name));

    private static bool IsOf(SeriesHistograms series, string family) =>
        series.Key.StartsWith($"{family}.", StringComparison.Ordinal) && SeriesKey.KindOf(series.Key) != SeriesKind.ServerTiming;

    private static JsonObject Counted(Series[] all, double count) =>
        SummaryMetric.Counter(count, PerSecond(all, s => s.CompletedInTime));

    private static JsonObject Transferred(Series[] all, Func<IntervalCounts, long> bytes) => SummaryMetric.Counter(
        all.Sum(s => bytes(s.Value.Counts)), PerSecond(all, s => bytes(s.Counts)), SummaryMetric.Data);

    // Scenarios may have loads of different lengths.
    private static double PerSecond(Series[] all, Func<SeriesHistograms, double> amount) =>
        all.Where(s => s.Seconds > 0).Sum(s => amount(s.Value) / s.Seconds);

    // Only a load that dropped some has them, as in k6.
    private static JsonObject? Dropped(Series[] all) => all.Sum(s => s.Value.Counts.Dropped) is > 0 and var dropped
        ? SummaryMetric.Counter(dropped, PerSecond(all, s => s.Counts.Dropped))
        : null;

    private JsonObject? Timed(Series[] all, Func<SeriesHistograms, byte[]?> times, bool isAsked, double scale = 1, string contains = SummaryMetric.Time)
    {
        byte[][] some = all.Any(s => contains == SummaryMetric.Time && s.Value.TimesMissing is not null) ? []
            : [.. all.Select(s => times(s.Value)).OfType<byte[]>().Where(e => e.Length > 0)];
        return some.Length > 0 || isAsked ? _metric.Trend(some, contains, scale) : null;
    }

    private JsonObject? Own(Series[] all, long completed, long failed, bool isAsked)
    {
        if (all.Length == 0)
        {
            return null;
        }

        SeriesHistograms first = all[0].Value;
        return first.Measure switch
        {
            MeasureKind.Counter => SummaryMetric.Counter(
                all.Sum(s => s.Value.Sum), PerSecond(all, s => s.Sum),
                first.Unit == MetricUnit.Milliseconds ? SummaryMetric.Time : SummaryMetric.Default),
            MeasureKind.Rate => SummaryMetric.Rate(completed - failed, completed),
            _ => Timed(
                all, s => s.Response, isAsked, MeasureScale.Of(first.Unit),
                first.Unit == MetricUnit.Milliseconds ? SummaryMetric.Time : SummaryMetric.Default),
        };
    }

    private sealed record Series(ScenarioHistograms Scenario, SeriesHistograms Value)
    {
        public double Seconds => Scenario.DurationSeconds;
    }
}
