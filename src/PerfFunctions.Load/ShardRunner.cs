using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Monitoring;
using PerfFunctions.Load.Recording;
using PerfFunctions.Load.Runners;
using PerfFunctions.Load.Shards;

namespace PerfFunctions.Load;

/// <summary>Runs one shard: its part of all scenarios, from the common start, or its slice's, to the last response.</summary>
/// <param name="time">Clock.</param>
/// <param name="sink">Takes each second's measurements.</param>
public sealed class ShardRunner(TimeProvider time, IIntervalSink sink)
{
    /// <summary>
    /// Runs the shard; <paramref name="cancellationToken"/> stops it within a second and keeps what was measured.
    /// </summary>
    /// <exception cref="Exception">The sink failed: measurements that cannot be kept are no measurements.</exception>
    public Task<ShardResult> RunAsync(ShardWork work, CancellationToken cancellationToken) =>
        RunAsync(work, new RunClock(time, work.GoAt), cancellationToken);

    private async Task<ShardResult> RunAsync(ShardWork work, RunClock clock, CancellationToken cancellationToken)
    {
        List<ScenarioSetup> setups = [.. work.Scenarios.Select(s => new ScenarioSetup(s, work, clock, time))];
        try
        {
            await Task.WhenAll(setups.Select(s => s.Tokens?.StartAsync(cancellationToken) ?? Task.CompletedTask));
            return await RunAsync(work, setups, clock, cancellationToken);
        }
        finally
        {
            foreach (ScenarioSetup setup in setups)
            {
                await setup.DisposeAsync();
            }
        }
    }

    private async Task<ShardResult> RunAsync(
        ShardWork work, List<ScenarioSetup> setups, RunClock clock, CancellationToken cancellationToken)
    {
        int count = LoopCount.Choose(work, Environment.ProcessorCount);

        // Two a scenario and loop: the second that runs, and the one that is being put away.
        var pool = new SecondPool(2 * count * setups.Count);
        List<LoopShard> loops = [];
        try
        {
            for (int loop = 0; loop < count; loop++)
            {
                loops.Add(new LoopShard(work, setups, loop, count, clock, pool));
            }

            TimeSpan end = work.To ?? work.Scenarios.Max(s => s.End);
            TimeSpan cutOff = end + GeneratorLimits.GracefulStop - clock.Elapsed;
            using ITimer graceful = time.CreateTimer(_ => Cut(loops), null, Positive(cutOff), Timeout.InfiniteTimeSpan);
            Task all = Task.WhenAll(loops.Select(l => l.RunAsync()));
            await using CancellationTokenRegistration stopping = cancellationToken.UnsafeRegister(_ => Cut(loops), null);
            var pump = new IntervalPump(
                work, loops, pool, new GeneratorWatch(time, new ProcessReader(time).Read), clock, sink, [.. setups.Select(s => s.Context.Keys)]);
            try
            {
                await pump.RunAsync(all);
            }
            catch
            {
                // Without a place for the measurements the load has no purpose.
                Cut(loops);
                throw;
            }

            await all;
            return ShardVerdict.Of(work.Part.Shard, Merge(loops), pump.Noise, pump.Seconds, cancellationToken.IsCancellationRequested);
        }
        finally
        {
            foreach (LoopShard loop in loops)
            {
                await loop.DisposeAsync();
            }
        }
    }

    private static IReadOnlyList<ShardScenario> Merge(IReadOnlyList<LoopShard> loops) =>
        [.. loops.Select(l => l.Results()).Aggregate((a, b) => [.. a.Zip(b, ShardScenario.Merge)])];

    private static void Cut(IReadOnlyList<LoopShard> loops)
    {
        foreach (LoopShard loop in loops)
        {
            loop.Cut();
        }
    }

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}
