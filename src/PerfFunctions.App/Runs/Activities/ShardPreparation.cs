using PerfFunctions.App.Plans;
using PerfFunctions.App.Runs.Intervals;
using PerfFunctions.App.Targets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load;
using PerfFunctions.Load.Shards;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Gets together what a shard sends, and agrees on its start.</summary>
public sealed class ShardPreparation(
    RunFiles files, SetupValues setup, SecretSource secrets, TargetPolicies policies, JitWarmUp warmUp, StartBarrier barrier)
{
    /// <summary>What the iterations of a run have without capturing it.</summary>
    public Task<GivenValues> GivenAsync(OpenRun run, CancellationToken stop) => GivenValues.ReadForLoadAsync(run, setup, stop);

    /// <summary>Takes what is secret out of what is kept of a run's load.</summary>
    public RedactedLoad Redacted(OpenRun run, GivenValues given) => new([.. secrets.Resolve(run.Plan.Secrets).Values, .. given.Hidden]);

    /// <summary>The shard's work. The start comes last: a shard that arrives there is ready to send.</summary>
    /// <param name="run">The run.</param>
    /// <param name="shard">The shard and its slice.</param>
    /// <param name="given">What its iterations have.</param>
    /// <param name="earlier">How far the same shard has come before; null where it begins.</param>
    /// <param name="control">Ends scenarios.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<ShardWork> PrepareAsync(
        OpenRun run, LoadShard shard, GivenValues given, ShardProgress? earlier, ShardControl control, CancellationToken stop)
    {
        IReadOnlyList<Feed> feeds = await files.FeedsAsync(run, stop);
        IReadOnlyDictionary<string, string> values = secrets.Resolve(run.Plan.Secrets);
        await warmUp.RunAsync(run.Target.Scheme == Uri.UriSchemeHttps);
        return new ShardWork(run.Plan.Load, run.Target, new ShardPart(shard.Shard, shard.Shards), await StartAsync(shard, stop))
        {
            Feeds = feeds,
            Secrets = values,
            Values = given.All,
            Hidden = given.Hidden,
            Seed = SeedOf(shard.RunId),
            From = FromOf(run, shard, earlier),
            To = shard.ToSeconds is { } to ? TimeSpan.FromSeconds(to) : null,
            Control = control,
            Names = policies.Sending(run),
        };
    }

    // A shard that is begun again goes on behind what it has written: what was measured before is not measured again.
    private static TimeSpan FromOf(OpenRun run, LoadShard shard, ShardProgress? earlier)
    {
        double to = shard.ToSeconds ?? run.Plan.LoadDuration.TotalSeconds;
        double from = earlier?.Second + 1 ?? shard.FromSeconds;
        return TimeSpan.FromSeconds(Math.Min(from, to));
    }

    // The same for all shards and slices of a run, and for the work repeated.
    private static long SeedOf(string runId) => runId.Aggregate(17L, (seed, c) => unchecked((seed * 31) + c));

    private async Task<DateTimeOffset> StartAsync(LoadShard shard, CancellationToken stop)
    {
        if (shard.Slice == 0)
        {
            return await barrier.ArriveAsync(shard.RunId, shard.Shard, shard.Shards, stop);
        }

        await barrier.MoveAsync(shard.RunId, shard.Shard, stop);
        return await barrier.FindGoAsync(shard.RunId, stop) ??
            throw new InvalidOperationException($"Slice {shard.Slice} of run '{shard.RunId}' was requested before its start was agreed.");
    }
}
