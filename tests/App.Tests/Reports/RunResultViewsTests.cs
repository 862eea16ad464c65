using PerfFunctions.Api.Live;
using PerfFunctions.App.Reports;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.App.Tests.Reports;

/// <summary>What the page of a run shows of its summary.</summary>
public sealed class RunResultViewsTests
{
    private static readonly ScenarioSummary Browse = new ScenarioBuilder("browse").Build().WithSeries();

    [Fact]
    public void Requests_alone_are_shown_in_the_order_of_the_flow()
    {
        ScenarioResults shown = Of(Browse);

        Assert.Equal(["GET /products", "Add to cart", "GET /report"], shown.Requests.Select(r => r.Name));
        RequestResults failing = shown.Requests[1];
        Assert.Equal(24, failing.Failed);
        Assert.True(failing.P50Ms > 0 && failing.P50Ms <= failing.P95Ms && failing.P95Ms <= failing.P99Ms);
        Assert.True(failing.RequestsPerSecond > 0);
        Assert.Equal(Browse.HeatMap, shown.HeatMap);
    }

    [Fact]
    public void Times_that_may_not_be_judged_are_not_shown()
    {
        ScenarioSummary noisy = Browse with { Series = [.. Browse.Series.Select(s => s with { LatencyMissing = "The generator was saturated." })] };
        Assert.All(Of(noisy).Requests, r => Assert.Equal((null, null, null), (r.P50Ms, r.P95Ms, r.P99Ms)));
    }

    [Fact]
    public void A_load_without_a_length_has_no_rates() =>
        Assert.All(Of(Browse with { DurationSeconds = 0 }).Requests, r => Assert.Null(r.RequestsPerSecond));

    private static ScenarioResults Of(ScenarioSummary scenario) =>
        Assert.Single(RunResultViews.Of(new RunSummary { RunId = "r", Scenarios = [scenario] }).Scenarios);
}
