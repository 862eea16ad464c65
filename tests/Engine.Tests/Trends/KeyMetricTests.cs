using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.Engine.Tests.Trends;

public class KeyMetricTests
{
    private const string Flow = "{ arrivals: { rate: 1/s, for: 1s }, flow: [ { get: / } ] }";
    private const string Load = $$"""load: { browse: {{Flow}}, search: {{Flow}} }""" + "\n";
    private const string Pages = "pages: { home: { path: / }, cart: { path: /cart } }\n";

    [Theory]
    [InlineData(Load + Pages, "browse.latency.p95,search.latency.p95,home.lcp.p50", "browse.latency.p95")]
    [InlineData(Load + Pages, "search.latency.p95,home.lcp.p50", "search.latency.p95")]
    [InlineData(Load + Pages, "cart.lcp.p50", "cart.lcp.p50")]
    [InlineData(Pages, "home.lcp.p50,cart.lcp.p50", "home.lcp.p50")]
    [InlineData(Pages, "home.fcp.p50", null)]
    public void A_run_is_shown_by_response_time_of_its_first_scenario_else_by_lcp_of_its_first_page(string parts, string measured, string? shown)
    {
        PerfPlan plan = PlanParser.Parse($"version: 1\nname: shop\ntarget: https://shop.example\n{parts}").Plan!;
        Assert.Equal(shown, KeyMetric.Of(plan, new Measured(measured.Split(',')))?.Metric.ToString());
    }

    private sealed class Measured(string[] metrics) : IMetricReader
    {
        public MetricReading Read(MetricReference reference) =>
            metrics.Contains(reference.ToString()) ? MetricReading.Of(1) : MetricReading.None("not measured");

        public SampleSet Samples(MetricReference reference) => SampleSet.None;
    }
}
