using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.RealUsers;
using PerfFunctions.Engine.ServerMetrics;

namespace PerfFunctions.Engine.Summaries;

/// <summary>Answers budgets with the numbers of a <see cref="RunSummary"/>.</summary>
public sealed class SummaryReader(RunSummary summary) : IMetricReader
{
    private readonly Dictionary<(string Scenario, string Series, TimeWindow? Window), LoadNumbers> _numbers = [];

    /// <inheritdoc />
    public MetricReading Read(MetricReference reference)
    {
        if (reference.Subject == ServerMetric.Subject)
        {
            return ServerNumbers.Read(summary.Server, reference);
        }

        if (reference.Subject == RealUserMetric.Subject)
        {
            return RealUserNumbers.Read(summary.RealUsers, reference);
        }

        ScenarioSummary? scenario = summary.Scenarios.FirstOrDefault(s => s.Name == reference.Subject);
        if (scenario is not null)
        {
            return ReadLoad(scenario, reference);
        }

        PageSummary? page = summary.Pages.FirstOrDefault(p => p.Name == reference.Subject);
        return page is null && reference.Subject == MetricReference.AllLoad && summary.Scenarios.Count > 0
            ? LoadNumbers.OfScenarios(summary.Scenarios, reference.Metric).Read(reference)
            : page is null
            ? MetricReading.None($"'{reference.Subject}' was not measured.")
            : PageNumbers.Read(page, reference);
    }

    /// <inheritdoc />
    public SampleSet Samples(MetricReference reference) =>
        summary.Scenarios.FirstOrDefault(s => s.Name == reference.Subject) is { } scenario ? Blocks(scenario, reference)
            : summary.Pages.FirstOrDefault(p => p.Name == reference.Subject) is { } page ? PageNumbers.SampleSet(page.Loads, reference.Metric)
            : SampleSet.None;

    /// <inheritdoc />
    public BaseReading? Against(MetricReference reference) =>
        summary.Pages.FirstOrDefault(p => p.Name == reference.Subject) is { } page ? PageNumbers.Base(page, reference.Metric) : null;

    private static SampleSet Blocks(ScenarioSummary scenario, MetricReference reference)
    {
        (string key, string metric) = SeriesMetrics.Split(reference.Metric);
        return Find(scenario, key)?.Blocks.FirstOrDefault(b => b.Metric == metric && b.Aggregate == reference.Aggregate) is { } blocks
            ? new SampleSet(blocks.Values) { BlockSeconds = blocks.Seconds }
            : SampleSet.None;
    }

    private static SeriesSummary? Find(ScenarioSummary scenario, string key) =>
        key.Length == 0 ? scenario : scenario.Series.FirstOrDefault(s => s.Key == key);

    private MetricReading ReadLoad(ScenarioSummary scenario, MetricReference reference)
    {
        if (reference.Metric == LoadMetric.Breakpoint)
        {
            return scenario.Breakpoint switch
            {
                null => MetricReading.None($"'{scenario.Name}' has no 'until', so it has no breakpoint."),
                { LastGoodRate: { } rate } => MetricReading.Of(rate),
                { Words: var reason } => MetricReading.None(reason),
            };
        }

        (string key, string metric) = SeriesMetrics.Split(reference.Metric);
        if (Find(scenario, key) is not { } series)
        {
            return MetricReading.None(MissingMetric.OfSeries(scenario, key));
        }

        if (!_numbers.TryGetValue((scenario.Name, key, reference.Window), out LoadNumbers? numbers))
        {
            WindowSummary? window = reference.Window is null ? null : FindWindow(series, reference.Window);
            if (window is null && reference.Window is not null)
            {
                return MetricReading.None($"'{scenario.Name}' has no separate results {reference.Window}.");
            }

            numbers = window is null ? LoadNumbers.OfAll(scenario, series) : LoadNumbers.OfWindow(scenario.Name, series.Define(), window);
            _numbers.Add((scenario.Name, key, reference.Window), numbers);
        }

        return numbers.Read(reference with { Metric = metric });
    }

    private static WindowSummary? FindWindow(SeriesSummary series, TimeWindow window) => series.Windows.FirstOrDefault(
        w => w.FromSecond == (int)window.From.TotalSeconds && w.ToSecond == (int)window.To.TotalSeconds);
}
