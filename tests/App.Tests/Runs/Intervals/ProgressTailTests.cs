using PerfFunctions.Api.Live;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Intervals;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs.Intervals;

/// <summary>What load in progress comes to as a whole.</summary>
public sealed class ProgressTailTests(AzuriteFixture azurite)
{
    private static readonly PerfPlan Plan = PlanParser.Parse(Samples.LoadPlan.Replace("for: 2s", "for: 5m", StringComparison.Ordinal)).Plan!;
    private static readonly Dictionary<int, string> Instances = new() { [0] = "machine-1" };

    [Fact]
    public async Task Budgets_errors_and_shards_are_those_of_all_seconds_also_after_a_new_start()
    {
        await using Bench bench = await Bench.StartAsync(azurite);
        string id = Samples.Run(Samples.Now).RunId;
        await bench.Intervals.SinkFor(id).WriteAsync(
            [.. Enumerable.Range(0, 100).SelectMany(s => new[] { Interval(s, 0), Interval(s, 1) })], default);
        var tail = new LoadTail(id, Plan, bench.Intervals, null);
        var progress = Tail(bench, id);
        foreach (int second in (int[])[0, 1, 4, 9, 30, 60, 80])
        {
            await tail.ReadAsync(second, default);
            await progress.FollowAsync(tail, default);
        }

        RunProgress shown = progress.Show(Instances);
        Assert.Equal(78, shown.Budgets!.Second);
        Assert.Equal([RuleStatus.Pass, RuleStatus.Fail], shown.Budgets.Rules.Select(r => r.Status));
        RequestError error = Assert.Single(Assert.Single(shown.Errors.Scenarios).Kinds);
        Assert.Equal(new RequestError("GET /", "timeout", 158, 0.1), error);
        LiveShard shard = shown.Shards.Shards[0];
        Assert.Equal((2, "machine-1", 79 * 10L, 10.0), (shown.Shards.Count, shard.Instance, shard.Sent, shard.SentPerSecond));

        var again = new LoadTail(id, Plan, bench.Intervals, tail.Snapshot(Samples.Now));
        var restarted = Tail(bench, id);
        for (int look = 0; look < 3; look++)
        {
            await again.ReadAsync(80, default);
            await restarted.FollowAsync(again, default);
        }

        Assert.Equivalent(shown, restarted.Show(Instances), strict: true);
    }

    private static ProgressTail Tail(Bench bench, string id) => new(id, Plan, 2, bench.Intervals, TimeProvider.System);

    private static LoadInterval Interval(int second, int shard) => Samples.Interval(second, shard) with
    {
        Series =
        [
            new SeriesInterval
            {
                Key = ScenarioSeries.Of(Plan.Load[0].Steps).Requests.Single().Key,
                Counts = new IntervalCounts { Sent = 10, Completed = 10, Failed = 1 },
                Errors = new Dictionary<string, long> { ["timeout"] = 1 },
            },
        ],
        Counts = new IntervalCounts { Started = 10, Sent = 10, Completed = 10, Failed = 1 },
    };
}

/// <summary>Which shards are shown, and in what state.</summary>
public sealed class ShardBoardTests
{
    private static readonly Dictionary<int, string> None = [];

    [Fact]
    public void Of_many_shards_those_with_problems_come_first_and_the_rest_is_counted()
    {
        var board = new ShardBoard();
        for (int second = 0; second < 20; second++)
        {
            for (int shard = 0; shard < 990; shard++)
            {
                if (shard != 500 || second < 8)
                {
                    board.Add(Samples.Interval(second, shard, count: 1) with { Generator = Sample(shard == 700 && second > 15) });
                }
            }
        }

        LiveShards shards = board.SoFar(1_000, 19, None);

        Assert.Equal((1_000, 1, 50), (shards.Count, shards.WithProblems, shards.Shards.Count));
        Assert.Equal(
            [(700, LiveShardState.Running), (500, LiveShardState.Silent), (0, LiveShardState.Running)],
            shards.Shards.Take(3).Select(s => (s.Shard, s.State)));
        Assert.Equal((4, 300), (shards.Shards[0].NoisySeconds, shards.Shards[0].Problem!.Length));
        Assert.Equal(7, shards.Shards[1].LastSecond);
    }

    [Fact]
    public void A_shard_that_has_measured_nothing_waits()
    {
        LiveShard shard = Assert.Single(new ShardBoard().SoFar(1, 3, new Dictionary<int, string> { [0] = "a" }).Shards);
        Assert.Equal((LiveShardState.Waiting, "a", null), (shard.State, shard.Instance, shard.LastSecond));
    }

    [Fact]
    public void At_the_end_a_lost_shard_comes_first_with_its_reason()
    {
        var board = new ShardBoard();
        board.Add(Samples.Interval(1, 0));
        LiveShards shards = board.Ended([Samples.Completed(), Samples.Lost(1)], None);
        Assert.Equal([(1, LiveShardState.Lost), (0, LiveShardState.Completed)], shards.Shards.Select(s => (s.Shard, s.State)));
        Assert.Contains("the host went away", shards.Shards[0].Problem, StringComparison.Ordinal);
        Assert.Equal((1, 1, 10L), (shards.Second, shards.WithProblems, shards.Shards[1].Sent));
    }

    private static GeneratorSample Sample(bool isNoisy) => new() { Problem = isNoisy ? new string('x', 400) : null };
}
