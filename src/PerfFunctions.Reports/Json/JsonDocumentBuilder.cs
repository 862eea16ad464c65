using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.Reports.Json;

/// <summary>Makes the document of a report. JSON has no word for a number that is not finite, so such numbers are left out.</summary>
internal static class JsonDocumentBuilder
{
    public static JsonReportDocument Build(RunReport report) => new()
    {
        RunId = report.RunId,
        Plan = report.Plan,
        Trigger = report.Trigger,
        Target = report.Target,
        Profile = report.Profile,
        Parameters = report.Parameters,
        PullRequest = report.PullRequest,
        CreatedAt = report.CreatedAt,
        FinishedAt = report.FinishedAt,
        Cost = report.Cost,
        ReportUrl = report.ReportUrl,
        Verdict = report.Verdict with { Rules = [.. report.Verdict.Rules.Select(Rule)] },
        Bottlenecks = report.Diagnosis.Value.Bottlenecks,
        Recommendations = report.Diagnosis.Value.Recommendations,
        Followed = report.Diagnosis.Value.Followed,
        Setup = report.Setup,
        Teardown = report.Teardown,
        Measured = report.Summary is not null,
        Degraded = report.Summary?.Degraded ?? false,
        Scenarios = [.. (report.Summary?.Scenarios ?? []).Select(Scenario)],
        Generator = report.Summary?.Generator,
        Server = report.Summary?.Server,
        RealUsers = report.Summary?.RealUsers,
        Pages = [.. (report.Summary?.Pages ?? []).Select(Page)],
        Notes = report.Summary?.Notes ?? [],
    };

    private static RuleResult Rule(RuleResult rule) => rule with { Value = Finite(rule.Value) };

    private static JsonScenario Scenario(ScenarioSummary scenario)
    {
        var figures = new ScenarioFigures(scenario);
        return new JsonScenario
        {
            Name = scenario.Name,
            Model = scenario.Model,
            DurationSeconds = scenario.DurationSeconds,
            WarmupSeconds = scenario.WarmupSeconds,
            Planned = scenario.Planned,
            Stages = scenario.Stages,
            Counts = scenario.Counts,
            Delivery = scenario.Delivery,
            CompletedInTime = scenario.CompletedInTime,
            ThroughputPerSecond = figures.Throughput,
            ErrorShare = figures.ErrorShare,
            Errors = scenario.Errors,
            ResponseMs = figures.Response,
            ServiceMs = figures.Service,
            LatencyMissing = figures.Response is null ? figures.MissingReason : null,
            LeftOut = scenario.LeftOut,
            Queued = figures.Queued,
            Phases = figures.Phases,
            Exemplars = [.. scenario.Exemplars.Where(e => double.IsFinite(e.ResponseMs))],
            Windows = [.. scenario.Windows.Select(w => Window(scenario, w))],
            Statuses = scenario.Statuses,
            Series = Series(scenario),
            Failures = scenario.Failures,
            HeatMap = scenario.HeatMap,
            Breakpoint = scenario.Breakpoint,
            Capacity = JsonCapacity.Of(figures.Capacity),
            Timeline = [.. scenario.Timeline.Select(p => Point(p, figures.Response is not null))],
        };
    }

    private static IReadOnlyList<JsonSeries> Series(ScenarioSummary scenario)
    {
        Dictionary<string, double?> shares = SeriesFigures.Requests(scenario).ToDictionary(r => r.Series.Key, r => r.TimeShare);
        return [.. scenario.Series.Select(s => Series(new SeriesFigures(scenario, s) { TimeShare = shares.GetValueOrDefault(s.Key) }))];
    }

    private static JsonSeries Series(SeriesFigures figures)
    {
        SeriesSummary series = figures.Series;
        bool isMeasure = figures.Kind == SeriesKind.Measure;
        return new JsonSeries
        {
            Key = series.Key,
            Kind = figures.Kind,
            Name = series.Title,
            Counts = series.Counts,
            ThroughputPerSecond = figures.Throughput,
            ErrorShare = figures.ErrorShare,
            Errors = series.Errors,
            Statuses = series.Statuses,
            ResponseMs = isMeasure ? null : figures.Response,
            ServiceMs = figures.Service,
            Phases = figures.Phases,
            Exemplars = [.. series.Exemplars.Where(e => double.IsFinite(e.ResponseMs))],
            TimeShare = figures.TimeShare,
            Value = isMeasure ? Finite(figures.Measured) : null,
            Unit = !isMeasure ? null : series.Measure == MeasureKind.Rate ? MetricUnit.Share : series.Unit,
            Windows = [.. series.Windows.Select(w => Window(figures.Scenario, w))],
            Timeline = [.. series.Timeline.Select(p => Point(p, figures.Response is not null && !isMeasure))],
        };
    }

    private static JsonWindow Window(ScenarioSummary scenario, WindowSummary window)
    {
        LoadStep? step = scenario.Steps.FirstOrDefault(s => s.FromSecond == window.FromSecond && s.ToSecond == window.ToSecond);
        var figures = new WindowFigures(window, step?.Rate);
        return new JsonWindow
        {
            FromSecond = window.FromSecond,
            ToSecond = window.ToSecond,
            RateAsked = figures.Asked,
            Counts = window.Counts,
            StartedPerSecond = figures.StartedPerSecond,
            CompletedPerSecond = figures.CompletedPerSecond,
            ErrorShare = figures.ErrorShare,
            ResponseMs = figures.Response,
            ServiceMs = figures.Service,
            Missing = window.Missing ?? window.LatencyMissing,
        };
    }

    private static TimelinePoint Point(TimelinePoint point, bool withLatency) => withLatency
        ? point with { P50Ms = Finite(point.P50Ms), P95Ms = Finite(point.P95Ms), P99Ms = Finite(point.P99Ms) }
        : point with { P50Ms = null, P95Ms = null, P99Ms = null };

    private static JsonPage Page(PageSummary page) => new()
    {
        Name = page.Name,
        Address = page.Address,
        Device = page.Environment.Device.Name,
        Browser = page.Environment.Browser,
        Environment = page.Environment,
        Runs = page.Runs,
        Loads = [.. page.Loads.Select(Load)],
        Medians = PageNames.Of(page, "").Select(m => (Metric: m, Figures: SampleFigures.Of(page, m)))
            .Where(m => m.Figures is not null).ToDictionary(m => m.Metric, m => m.Figures!.Median),
        BaseAddress = page.BaseAddress,
        BaseLoads = [.. page.BaseLoads.Select(Load)],
        Repeated = [.. page.Repeated.Select(Load)],
        BaseRepeated = [.. page.BaseRepeated.Select(Load)],
        Median = PageCauses.Of(page)?.Finite(),
        Evidence = page.Evidence,
    };

    private static PageLoad Load(PageLoad load) => load with
    {
        Values = load.Values.Where(v => double.IsFinite(v.Value)).ToDictionary(),
    };

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
