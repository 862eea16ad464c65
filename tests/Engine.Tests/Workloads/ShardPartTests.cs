using CsCheck;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Engine.Tests.Workloads;

public sealed class ShardPartTests
{
    [Fact]
    public void The_parts_of_1_to_1000_shards_are_the_whole_each_item_once() =>
        Gen.Select(Gen.Int[1, 1000], Gen.Int[0, 20_000]).Sample(
            (shards, total) =>
            {
                bool[] seen = new bool[total];
                for (int shard = 0; shard < shards; shard++)
                {
                    var part = new ShardPart(shard, shards);
                    long count = part.CountOf(total);
                    Assert.InRange(count, total / shards, (total / shards) + 1);
                    for (long k = 0; k < count; k++)
                    {
                        long item = part.Global(k);
                        Assert.False(seen[item], $"item {item} is in two parts");
                        seen[item] = true;
                    }
                }

                Assert.DoesNotContain(false, seen);
            },
            iter: 200);
}
