using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Aggregation;

public class BlockTests
{
    [Fact]
    public void A_minute_of_load_has_a_value_for_every_five_seconds_after_the_warm_up()
    {
        ScenarioSummary scenario = Summary("warmup: 10s", seconds: 72, second => second < 10 ? 900 : 100 + (second / 5));
        BlockSeries series = Series(scenario, "latency", "p95");
        Assert.Equal((5, 12), (series.Seconds, series.Values.Count));
        Assert.Equal(102, series.Values[0], 0.1);
        Assert.Equal(113, series.Values[^1], 0.1);
    }

    [Theory]
    [InlineData(4, 1, 4)]
    [InlineData(30, 2, 15)]
    [InlineData(600, 5, 120)]
    [InlineData(1200, 10, 120)]
    public void Short_load_has_shorter_blocks_and_long_load_longer_ones(int seconds, int width, int count)
    {
        BlockSeries series = Series(Summary("", seconds, _ => 100), "throughput", "");
        Assert.Equal((width, count), (series.Seconds, series.Values.Count));
        Assert.All(series.Values, v => Assert.Equal(2, v));
    }

    [Theory]
    [InlineData(30, 2)]
    [InlineData(600, 5)]
    public void A_run_that_is_longer_than_its_plan_has_more_blocks_of_the_same_length(int seconds, int width)
    {
        BlockSeries usual = Series(Summary("warmup: 4s", seconds, _ => 100), "latency", "p95");
        BlockSeries longer = Series(Summary("warmup: 4s", seconds, _ => 100, stretch: 3), "latency", "p95");
        Assert.Equal((width, width), (usual.Seconds, longer.Seconds));
        Assert.InRange(longer.Values.Count, 2.9 * usual.Values.Count, 3.4 * usual.Values.Count);
    }

    [Fact]
    public void What_a_relative_budget_is_about_has_a_series_too()
    {
        ScenarioSummary scenario = Summary("budgets: [ 'browse.service.p99.9 regression < 10%' ]", 60, _ => 100);
        Assert.Equal(12, Series(scenario, "service", "p99.9").Values.Count);
    }

    [Fact]
    public void Blocks_after_the_last_work_are_left_out() =>
        Assert.Equal(6, Series(Summary("", 60, second => second < 30 ? 100 : null), "throughput", "").Values.Count);

    [Fact]
    public void The_reader_hands_out_blocks_of_a_scenario_and_loads_of_a_page()
    {
        var reader = new SummaryReader(new RunSummary { RunId = "r", Scenarios = [Summary("", 60, _ => 100)] });
        Assert.Equal(12, reader.Samples(new("browse", "latency", "p95")).Values.Count);
        Assert.Empty(reader.Samples(new("browse", "latency", "p75")).Values);
        Assert.Empty(reader.Samples(new("nobody", "latency", "p95")).Values);
    }

    private static BlockSeries Series(ScenarioSummary scenario, string metric, string aggregate) =>
        scenario.Blocks.Single(b => b.Metric == metric && b.Aggregate == aggregate);

    private static ScenarioSummary Summary(string more, int seconds, Func<int, double?> latency, int stretch = 1)
    {
        PlanParseResult parsed = PlanParser.Parse($$"""
            version: 1
            name: shop
            load:
              browse: { arrivals: { rate: 2/s, for: {{seconds * stretch}}s }, flow: [ { get: / } ] }
            {{more}}
            """);
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
        var aggregator = new RunAggregator("r", parsed.Plan with { Stretch = stretch });
        for (int second = 0; second < seconds * stretch; second++)
        {
            if (latency(second) is { } ms)
            {
                aggregator.Add(Interval.Of(second, 0, ms, ms));
            }
        }

        return aggregator.Summarize([new ShardResult { Shard = 0, State = ShardState.Completed }], []).Scenarios[0];
    }
}
