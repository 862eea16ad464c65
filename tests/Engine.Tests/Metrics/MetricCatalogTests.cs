using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Tests.Metrics;

public class MetricCatalogTests
{
    [Fact]
    public void Every_metric_is_declared_once_and_in_full()
    {
        Assert.Equal(MetricCatalog.All.Count, MetricCatalog.All.Select(m => (m.Kind, m.Name)).Distinct().Count());
        Assert.All(MetricCatalog.All, m =>
        {
            Assert.NotEmpty(m.Meaning);
            Assert.True(m.Aggregates.Count == 0 ? m.DefaultAggregate.Length == 0 : m.Aggregates.Contains(m.DefaultAggregate), m.Name);
        });
    }

    [Fact]
    public void The_metrics_are_the_ones_that_plans_may_name()
    {
        Assert.Equal(["latency", "service", "errors", "throughput", "requests", "dropped", "apdex", "burn", "breakpoint"],
            MetricCatalog.Of(MetricKind.Load).Select(m => m.Name));
        string[] types = [".script", ".style", ".image", ".font", ".document", ".other"];
        Assert.Equal(
            [
                "lcp", "lcp.ttfb", "lcp.load-delay", "lcp.load-time", "lcp.render-delay", "fcp", "ttfb", "inp", "cls", "load", "speedindex", "tbt",
                "longtasks", "main", "main.script", "main.layout", "main.paint", "main.parse", "main.gc", "main.other", "errors",
                "bytes", .. types.Select(t => "bytes" + t), "decoded", .. types.Select(t => "decoded" + t), "requests", .. types.Select(t => "requests" + t),
                "thirdparty.bytes", "thirdparty.requests", "thirdparty.share", "workers.bytes", "workers.requests", "frames.bytes", "frames.requests",
                "unused.script", "unused.style", "blocking",
                "warm.hits", "warm.bytes", "warm.requests", "warm.lcp", "warm.load",
            ],
            MetricCatalog.Of(MetricKind.Page).Select(m => m.Name));
    }

    // A metric whose histograms add up must not be merged in any other way.
    [Fact]
    public void Percentiles_of_shards_come_from_added_histograms_only() => Assert.All(
        MetricCatalog.Of(MetricKind.Load).Where(m => m.Aggregates.Count > 0), m => Assert.Equal(MetricMerge.AddHistograms, m.Merge));

    [Theory]
    [InlineData("mark.hero-shown", MetricUnit.Milliseconds)]
    [InlineData("mark.app.ready: 1", MetricUnit.Milliseconds)]
    [InlineData("measure.hydration", MetricUnit.Milliseconds)]
    [InlineData("step.pay.inp", MetricUnit.Milliseconds)]
    [InlineData("step.pay.bytes", MetricUnit.Bytes)]
    [InlineData("step.pay.cls", MetricUnit.Score)]
    public void A_metric_of_a_family_is_found_by_the_name_that_the_page_or_plan_gives(string name, MetricUnit unit)
    {
        MetricDefinition metric = Assert.IsType<MetricDefinition>(MetricCatalog.Find(MetricKind.Page, name));
        Assert.Equal((name, unit, "p50"), (metric.Name, metric.Unit, metric.DefaultAggregate));
    }

    [Theory]
    [InlineData("mark.")]
    [InlineData("step.pay")]
    [InlineData("step..inp")]
    [InlineData("step.pay.latency")]
    [InlineData("marks.hero")]
    public void A_name_that_a_family_does_not_have_is_not_found(string name) => Assert.Null(MetricCatalog.Find(MetricKind.Page, name));

    [Fact]
    public void A_cache_that_answers_less_is_worse() =>
        Assert.Equal(["warm.hits"], MetricCatalog.Of(MetricKind.Page).Where(m => m.Worse == MetricDirection.Lower).Select(m => m.Name));

    [Fact]
    public void An_unknown_metric_is_not_found() => Assert.Null(MetricCatalog.Find(MetricKind.Load, "lcp"));
}
