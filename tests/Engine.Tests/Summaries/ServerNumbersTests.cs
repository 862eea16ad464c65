using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.ServerMetrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Summaries;

public class ServerNumbersTests
{
    [Theory]
    [InlineData("max", 119)]
    [InlineData("min", 10)]
    [InlineData("mean", 64.5)]
    [InlineData("p50", 64.5)]
    [InlineData("last", 119)]
    public void Figures_are_those_after_the_warm_up(string aggregate, double value) =>
        Assert.Equal(value, Read(Series.Of("cpu", s => s), aggregate).Value);

    [Fact]
    public void A_window_has_its_own_figures() => Assert.Equal(89, Read(Series.Of("cpu", s => s), "max", new(Seconds(30), Seconds(90))).Value);

    [Fact]
    public void A_hole_in_the_series_is_no_number_with_its_reason()
    {
        ServerSeries whole = Series.Of("cpu", s => s);
        ServerSeries holed = whole with { Points = [.. whole.Points.Where(p => p.Second is < 40 or > 60)] };
        Assert.Equal("Server series 'cpu' has 89 of 110 points from 10s to 120s.", Read(holed, "max").Missing);
        Assert.Equal(119, Read(holed, "max", new(Seconds(70), Seconds(120))).Value);
        Assert.Equal("Server series 'cpu' has 0 of 10 points from 45s to 55s.", Read(holed, "max", new(Seconds(45), Seconds(55))).Missing);
    }

    [Fact]
    public void A_series_that_could_not_be_read_says_why()
    {
        ServerSeries lost = Series.Of("cpu", s => s) with { Points = [], Missing = "Prometheus did not respond within 30 s." };
        Assert.Equal("Server series 'cpu': Prometheus did not respond within 30 s.", Read(lost, "max").Missing);
        Assert.Equal("No server series 'cpu' was read.", new SummaryReader(new RunSummary { RunId = "r" }).Read(new("server", "cpu", "max")).Missing);
    }

    [Theory]
    [InlineData(0.79, RunOutcome.Passed, "79 %")]
    [InlineData(0.81, RunOutcome.Failed, "81 %")]
    [InlineData(null, RunOutcome.NoData, "no data")]
    public void A_budget_is_judged_by_them_and_no_data_never_passes(double? cpu, RunOutcome outcome, string actual)
    {
        ServerSummary? server = cpu is { } value ? Series.Summary(Series.Of("cpu", s => s == 60 ? value : 0.5)) : null;
        Verdict verdict = BudgetEvaluator.Judge(new EvaluationInput
        {
            RunId = "r",
            Rules = PlanText.Valid(Plan).Budgets,
            Current = new SummaryReader(new RunSummary { RunId = "r", Server = server }),
        });
        Assert.Equal((outcome, actual, "80 %"), (verdict.Outcome, verdict.Rules[0].Actual, verdict.Rules[0].Expected));
    }

    [Fact]
    public void A_reading_is_turned_into_the_unit_of_reports()
    {
        var metric = new ServerMetric("wait", ServerUnit.All.Single(u => u.Word == "s"), new PrometheusSource("wait_seconds"));
        ServerSeries series = ServerSeries.Of(metric, new ServerReading(1, [new(0, 0.25)]));
        Assert.Equal((MetricUnit.Milliseconds, 250), (series.Unit, series.Points[0].Value));
    }

    private const string Plan = """
        version: 1
        name: p
        load:
          s: { arrivals: { rate: 1/s, for: 2m }, flow: [ { get: / } ] }
        server: { cpu: { prometheus: up, unit: percent } }
        budgets: [ server.cpu.max < 80% ]
        """;

    private static MetricReading Read(ServerSeries series, string aggregate, TimeWindow? window = null) =>
        new SummaryReader(new RunSummary { RunId = "r", Server = Series.Summary(series) with { FromSecond = 10 } })
            .Read(new MetricReference("server", "cpu", aggregate) { Window = window });

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
