using PerfFunctions.Load.Flows;

namespace PerfFunctions.Load.Tests.Flows;

/// <summary>How long iterations pause.</summary>
public sealed class PauseTests
{
    private const string Drawn = "- get: /\n- pause: 1s to 3s";

    [Fact]
    public void Drawn_pauses_spread_evenly_between_their_ends()
    {
        double[] seconds = [.. LengthsOf(Drawn, 4711).Select(p => p.TotalSeconds)];

        Assert.All(seconds, s => Assert.InRange(s, 1, 3));
        int[] quarters = [.. seconds.GroupBy(s => (int)((s - 1) * 2)).OrderBy(g => g.Key).Select(g => g.Count())];
        Assert.Equal(4, quarters.Length);
        Assert.All(quarters, count => Assert.InRange(count, 200, 300));
    }

    [Fact]
    public void Drawn_pauses_are_the_same_for_the_same_seed_and_differ_for_another()
    {
        Assert.Equal(LengthsOf(Drawn, 4711), LengthsOf(Drawn, 4711));
        Assert.NotEqual(LengthsOf(Drawn, 4711), LengthsOf(Drawn, 4712));
    }

    [Fact]
    public void A_pause_in_a_loop_is_drawn_again_each_time()
    {
        ParsedFlow flow = new(Drawn);
        Iteration iteration = flow.Begin(0);

        Assert.NotEqual(LengthOf(flow, iteration), LengthOf(flow, iteration));
    }

    [Fact]
    public void A_fixed_pause_is_as_long_as_it_says_and_changes_no_value_drawn_after_it()
    {
        ParsedFlow flow = new("- get: /\n- pause: 2s");
        Iteration paused = flow.Begin(7);

        Assert.Equal(TimeSpan.FromSeconds(2), LengthOf(flow, paused));
        Assert.Equal(flow.Begin(7).Dice.Next(), paused.Dice.Next());
    }

    [Theory]
    [InlineData("{ exponential: 2s }", 2, 2)]
    [InlineData("{ normal: 10s, deviation: 2s }", 10, 2)]
    public void Other_spreads_have_their_mean_and_deviation(string pause, double mean, double deviation)
    {
        double[] seconds = [.. LengthsOf($"- get: /\n- pause: {pause}", 4711).Select(p => p.TotalSeconds)];

        Assert.InRange(seconds.Average(), mean * 0.9, mean * 1.1);
        Assert.InRange(Math.Sqrt(seconds.Average(s => Math.Pow(s - seconds.Average(), 2))), deviation * 0.9, deviation * 1.1);
        Assert.All(seconds, s => Assert.True(s >= 0));
    }

    private static TimeSpan LengthOf(ParsedFlow flow, Iteration iteration) =>
        PauseLength.Draw(((PauseNode)flow.Nodes[1]).Pause, ref iteration.Dice);

    private static TimeSpan[] LengthsOf(string steps, long seed)
    {
        ParsedFlow flow = new(steps, seed: seed);
        return [.. Enumerable.Range(0, 1000).Select(n => LengthOf(flow, flow.Begin(n)))];
    }
}
