using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Tests.Summaries;

/// <summary>A number that was not measured is none, with the reason; never a zero.</summary>
public sealed class SummaryReaderTests
{
    private static readonly ScenarioSummary Browse = new()
    {
        Name = "browse",
        Model = "10/s for 10s",
        DurationSeconds = 10,
        Planned = 100,
        Counts = new IntervalCounts { Started = 90, Sent = 90, Completed = 90, Failed = 9, Dropped = 10 },
        CompletedInTime = 80,
    };

    [Theory]
    [InlineData("errors", 0.1)]
    [InlineData("throughput", 8)]
    [InlineData("requests", 90)]
    [InlineData("dropped", 0.1)]
    public void Counts_of_load_are_read(string metric, double expected) =>
        Assert.Equal(expected, Read(Browse, new MetricReference("browse", metric, "")).Value!.Value, 9);

    [Theory]
    [InlineData("errors", 0.2)]
    [InlineData("throughput", 10)]
    [InlineData("requests", 120)]
    [InlineData("dropped", 0.1)]
    public void All_scenarios_together_are_read_as_load(string metric, double expected)
    {
        ScenarioSummary pay = Browse with
        {
            Name = "pay",
            Planned = 0,
            Counts = new IntervalCounts { Started = 30, Sent = 30, Completed = 30, Failed = 15 },
            CompletedInTime = 20,
        };
        RunSummary summary = new() { RunId = "r", Scenarios = [Browse, pay] };
        Assert.Equal(expected, new SummaryReader(summary).Read(new MetricReference("load", metric, "")).Value!.Value, 9);
    }

    [Fact]
    public void A_subject_that_was_not_measured_is_named() =>
        Assert.Contains("'checkout'", Read(Browse, new MetricReference("checkout", "latency", "p95")).Missing, StringComparison.Ordinal);

    [Theory]
    [InlineData("errors")]
    [InlineData("throughput")]
    [InlineData("latency")]
    public void Without_a_completed_request_load_has_no_number(string metric)
    {
        MetricReading reading = Read(Browse with { Counts = new IntervalCounts { Sent = 5 } }, new MetricReference("browse", metric, "p95"));
        Assert.Null(reading.Value);
        Assert.NotNull(reading.Missing);
    }

    [Theory]
    [InlineData("errors")]
    [InlineData("throughput")]
    [InlineData("latency")]
    public void A_scenario_without_a_completed_request_leaves_all_load_without_a_number(string metric)
    {
        RunSummary summary = new() { RunId = "r", Scenarios = [Browse, Browse with { Name = "pay", Counts = new IntervalCounts { Sent = 5 } }] };
        Assert.Equal(MetricReading.None("No request of 'pay' completed."), new SummaryReader(summary).Read(new MetricReference("load", metric, "p95")));
    }

    [Fact]
    public void Latency_of_a_saturated_generator_is_no_data()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.FromMilliseconds(10));
        ScenarioSummary saturated = Browse with { Response = histogram.Encode(), LatencyMissing = "Shard 0 could not keep up." };

        Assert.Equal(10, Read(saturated with { LatencyMissing = null }, new MetricReference("browse", "latency", "p95")).Value!.Value, 0.1);
        Assert.Equal(
            MetricReading.None("Shard 0 could not keep up."), Read(saturated, new MetricReference("browse", "latency", "p95")));
        Assert.NotNull(Read(saturated, new MetricReference("browse", "errors", "")).Value);
    }

    [Fact]
    public void A_closed_model_drops_nothing_and_says_why() =>
        Assert.NotNull(Read(Browse with { Planned = 0 }, new MetricReference("browse", "dropped", "")).Missing);

    [Fact]
    public void Pages_are_read_over_all_their_loads() =>
        Assert.Equal(200, ReadPage([Load(1, ("lcp", 100)), Load(2, ("lcp", 200)), Load(3, ("lcp", 900))], "lcp").Value);

    [Fact]
    public void One_load_that_failed_leaves_the_page_without_a_number()
    {
        PageLoad failed = new() { Number = 2, Failure = "The page crashed." };
        Assert.Contains("The page crashed.", ReadPage([Load(1, ("lcp", 100)), failed, Load(3, ("lcp", 100))], "lcp").Missing, StringComparison.Ordinal);
    }

    [Fact]
    public void A_load_that_was_never_made_leaves_the_page_without_a_number() =>
        Assert.Contains("Only 2 of 3", ReadPage([Load(1, ("lcp", 100)), Load(2, ("lcp", 100))], "lcp").Missing, StringComparison.Ordinal);

    [Fact]
    public void A_metric_that_one_load_lacks_is_no_data() =>
        Assert.NotNull(ReadPage([Load(1, ("lcp", 100)), Load(2), Load(3, ("lcp", 100))], "lcp").Missing);

    [Fact]
    public void Without_input_there_is_no_inp() =>
        Assert.Contains("no input", ReadPage([Load(1), Load(2), Load(3)], "inp").Missing, StringComparison.Ordinal);

    private static MetricReading Read(ScenarioSummary scenario, MetricReference reference) =>
        new SummaryReader(new RunSummary { RunId = "r", Scenarios = [scenario] }).Read(reference);

    private static MetricReading ReadPage(PageLoad[] loads, string metric) =>
        new SummaryReader(new RunSummary
        {
            RunId = "r",
            Pages =
            [
                new PageSummary { Name = "home", Address = new Uri("http://shop.example"), Environment = new PageEnvironment { Device = DeviceProfile.Mobile }, Runs = 3, Loads = loads },
            ],
        }).Read(new MetricReference("home", metric, "p50"));

    private static PageLoad Load(int number, params (string Name, double Value)[] values) =>
        new() { Number = number, Values = values.ToDictionary(v => v.Name, v => v.Value) };
}
