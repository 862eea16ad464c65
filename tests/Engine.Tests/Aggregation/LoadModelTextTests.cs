using PerfFunctions.Engine.Aggregation;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Aggregation;

public class LoadModelTextTests
{
    [Theory]
    [InlineData("arrivals: { rate: 50/s, for: 2m }", "50/s for 2m")]
    [InlineData("arrivals: [ { from: 10/s, to: 200/s, over: 1m }, { rate: 200/s, for: 30s } ]", "10/s to 200/s over 1m, 200/s for 30s")]
    [InlineData("arrivals: { from: 10/s, to: 100/s, steps: 10, each: 30s }", "10/s to 100/s in 10 steps of 30s")]
    [InlineData("arrivals: { replay: [ 10/s, 12/s, 11/s ], each: 1m }", "10/s for 1m, 12/s for 1m, 11/s for 1m")]
    [InlineData("arrivals: { replay: [ 9/s, 5/s, 7/s, 8/s, 9/s, 7/s, 6/s, 9/s, 5/s, 7/s, 8/s, 9/s, 7/s, 6/s ], each: 1m }", "14 rates from 5/s to 9/s, 1m each")]
    [InlineData("users: { count: 1, for: 2m }", "1 user for 2m")]
    [InlineData("users: [ { from: 0, to: 20, over: 1m }, { count: 20, for: 2m } ]", "0 to 20 users over 1m, 20 users for 2m")]
    [InlineData("users: { count: 20, iterations: 100, for: 10m }", "20 users, 100 iterations each, within 10m")]
    [InlineData("users: { count: 20, shared: 1000, for: 10m }", "20 users, 1000 iterations in total, within 10m")]
    [InlineData("preset: smoke", "smoke: 1/s for 30s")]
    [InlineData("preset: load\nrate: 50/s\nstart: 30s", "load: 0/s to 50/s over 30s, 50/s for 4m, 50/s to 0/s over 30s, starting at 30s")]
    [InlineData("preset: breakpoint\nrate: 200/s\nuntil: errors > 1% for 10s", "breakpoint: 10/s to 200/s in 20 steps of 30s")]
    public void A_model_is_reported_in_the_words_of_the_plan(string model, string text) =>
        Assert.Equal(text, LoadModelText.Of(PlanText.Valid(PlanText.WithModel(model)).Load[0]));

    [Fact]
    public void Long_lists_are_cut()
    {
        string stages = string.Join(", ", Enumerable.Range(1, 20).Select(i => $"{{ rate: {i}/s, for: {i}s }}"));
        string text = LoadModelText.Of(PlanText.Valid(PlanText.WithModel($"arrivals: [ {stages} ]")).Load[0]);
        Assert.EndsWith(", 12/s for 12s, and 8 more", text, StringComparison.Ordinal);
    }
}
