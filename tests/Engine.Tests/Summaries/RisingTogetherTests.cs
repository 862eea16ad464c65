using PerfFunctions.Engine.Summaries;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Summaries;

public class RisingTogetherTests
{
    [Fact]
    public void The_series_that_rose_with_the_response_time_is_named_in_one_careful_sentence()
    {
        string remark = Assert.Single(RisingTogether.Of(
            [Series.Of("cpu", s => s * s), Series.Of("memory", s => Math.Sin(s)), Series.Of("free", s => -s)], [Series.Scenario("browse", s => 100 + s)]));
        Assert.Equal(
            "The p95 response time of 'browse' rose together with 'cpu' (rank correlation 1.00 over 24 blocks of 5 s); " +
            "this shows where to look first, not the cause.", remark);
    }

    [Fact]
    public void Noise_within_a_block_does_not_hide_what_rises_over_the_blocks()
    {
        var random = new Random(3);
        Assert.Single(RisingTogether.Of([Series.Of("cpu", s => s + (20 * random.NextDouble()))], [Series.Scenario("browse", s => 100 + s + (30 * random.NextDouble()))]));
    }

    [Fact]
    public void A_response_time_that_did_not_rise_is_said_nothing_of() =>
        Assert.Empty(RisingTogether.Of([Series.Of("cpu", s => s)], [Series.Scenario("browse", s => 100 + (s / 100.0))]));

    [Fact]
    public void Fewer_than_twelve_blocks_are_too_few_to_speak_of() =>
        Assert.Empty(RisingTogether.Of([Series.Of("cpu", s => s, 55)], [Series.Scenario("browse", s => 100 + s, 55)]));

    [Fact]
    public void A_series_of_one_point_a_minute_is_compared_by_the_minute()
    {
        Assert.Empty(RisingTogether.Of([Series.Of("cpu", s => s, step: 60)], [Series.Scenario("browse", s => 100 + s)]));
        string remark = Assert.Single(RisingTogether.Of([Series.Of("cpu", s => s, 900, 60)], [Series.Scenario("browse", s => 100 + s, 900)]));
        Assert.Contains("15 blocks of 60 s", remark, StringComparison.Ordinal);
    }

    [Fact]
    public void The_warm_up_and_latency_that_may_not_be_judged_are_left_out()
    {
        Assert.Empty(RisingTogether.Of([Series.Of("cpu", s => s)], [Series.Scenario("browse", s => 100 + s, warmup: 70)]));
        Assert.Empty(RisingTogether.Of([Series.Of("cpu", s => s)], [Series.Scenario("browse", s => 100 + s) with { LatencyMissing = "Sends came late." }]));
    }
}
