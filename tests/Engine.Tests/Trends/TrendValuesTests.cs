using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.Engine.Tests.Trends;

public class TrendValuesTests
{
    private static readonly PerfPlan Plan = PlanParser.Parse("""
        version: 1
        name: shop
        target: https://shop.example
        load:
          browse:
            arrivals: { rate: 10/s, for: 2m }
            flow: [ { get: / } ]
        pages:
          home: { path: / }
        budgets:
          - browse.latency.p99 trend stable
          - browse.latency.p95 < 1s
          - browse.apdex.500ms > 0.9
          - browse.errors < 1% from 30s to 60s
          - home.lcp.p75 < 2s
        """).Plan!;

    [Fact]
    public void Each_metric_is_kept_by_its_usual_aggregate_and_by_those_that_budgets_name()
    {
        string[] kept = [.. TrendValues.Of(Plan, new Constant(1)).Select(v => v.Metric.ToString())];
        Assert.Equal(
            [
                "browse.latency.p95", "browse.service.p95", "browse.errors", "browse.throughput", "browse.requests", "browse.dropped", "browse.breakpoint",
            ],
            kept[..7]);
        Assert.Equal(["browse.latency.p99", "browse.apdex.500ms", "browse.errors from 30s to 1m", "home.lcp.p75"], kept[^4..]);
        Assert.Contains("home.bytes.script.p50", kept);
        Assert.Equal(kept.Distinct(), kept);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_was_not_measured_is_left_out(double? value) => Assert.Empty(TrendValues.Of(Plan, new Constant(value)));

    private sealed class Constant(double? value) : IMetricReader
    {
        public MetricReading Read(MetricReference reference) => new(value, value is null ? "none" : null);

        public SampleSet Samples(MetricReference reference) => SampleSet.None;
    }
}
