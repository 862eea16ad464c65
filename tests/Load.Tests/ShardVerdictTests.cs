using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Load.Tests;

/// <summary>What a shard that came late has lost.</summary>
public sealed class ShardVerdictTests
{
    [Theory]
    [InlineData(0, 0, ShardState.Completed, null)]
    [InlineData(0, 0.02, ShardState.Completed, null)]
    [InlineData(1, 0, ShardState.Partial, "1 arrivals due in that time were not sent")]
    [InlineData(0, 0.4, ShardState.Partial, "40 % of its users' time is missing")]
    public void Only_a_loss_makes_it_partial(long missed, double absent, ShardState state, string? reason)
    {
        ShardScenario scenario = new() { Name = "browse", JoinedAtSeconds = 2, Started = 10, Missed = missed, AbsentShare = absent };

        ShardResult result = ShardVerdict.Of(0, [scenario], new Dictionary<string, int>(), 10, cancelled: false);

        Assert.Equal(state, result.State);
        Assert.Contains(reason ?? "", result.Reason ?? "", StringComparison.Ordinal);
    }
}
