using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Engine.Tests.Workloads;

public sealed class ShardResultTests
{
    [Fact]
    public void Slices_add_up_scenario_by_scenario()
    {
        ShardResult both = ShardResult.Merge(
            Result(ShardState.Completed, null, Part("browse", 3), Part("checkout", 1)), Result(ShardState.Completed, null, Part("browse", 4)));
        Assert.Equal([("browse", 7L), ("checkout", 1L)], both.Scenarios.Select(s => (s.Name, s.Started)));
        Assert.Equal((ShardState.Completed, null), (both.State, both.Reason));
    }

    [Theory]
    [InlineData(ShardState.Completed, ShardState.Partial, ShardState.Partial)]
    [InlineData(ShardState.Lost, ShardState.Completed, ShardState.Lost)]
    [InlineData(ShardState.Saturated, ShardState.Cancelled, ShardState.Saturated)]
    [InlineData(ShardState.Saturated, ShardState.Lost, ShardState.Saturated)]
    public void The_worse_state_stands_and_that_of_a_saturated_slice_above_all(ShardState first, ShardState second, ShardState both)
    {
        Assert.Equal(both, ShardResult.Merge(Result(first, null), Result(second, null)).State);
        Assert.Equal(both, ShardResult.Merge(Result(second, null), Result(first, null)).State);
    }

    [Fact]
    public void Reasons_are_kept_each_once_and_do_not_grow_with_the_number_of_slices()
    {
        ShardResult same = ShardResult.Merge(Result(ShardState.Lost, "The host went away."), Result(ShardState.Lost, "The host went away."));
        Assert.Equal("The host went away.", same.Reason);
        ShardResult many = Enumerable.Range(0, 288).Select(n => Result(ShardState.Lost, $"Slice {n} was lost.")).Aggregate(ShardResult.Merge);
        Assert.StartsWith("Slice 0 was lost. Slice 1 was lost.", many.Reason, StringComparison.Ordinal);
        Assert.InRange(many.Reason!.Length, 900, 1_100);
    }

    [Fact]
    public void A_load_that_one_slice_found_ended_has_ended()
    {
        Assert.True(ShardResult.Merge(Result(ShardState.Completed, null) with { LoadEnded = true }, Result(ShardState.Completed, null)).LoadEnded);
    }

    private static ShardResult Result(ShardState state, string? reason, params ShardScenario[] scenarios) =>
        new() { Shard = 1, State = state, Reason = reason, Scenarios = scenarios };

    private static ShardScenario Part(string name, long started) => new() { Name = name, Started = started };
}
