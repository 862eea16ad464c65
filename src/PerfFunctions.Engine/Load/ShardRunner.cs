using System.Net;
using PerfFunctions.Engine.Measurements;

namespace PerfFunctions.Engine.Load;

/// <summary>Runs one shard: all its scenarios, from the common start to the last response.</summary>
/// <param name="time">Clock.</param>
/// <param name="sink">Takes each second's measurements.</param>
public sealed class ShardRunner(TimeProvider time, IIntervalSink sink)
{
    // A second is closed this long after its end: an event is told microseconds after it happened.
    private static readonly TimeSpan CloseDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs the shard; <paramref name="cancellation"/> stops it within a second and keeps what was measured.</summary>
    /// <exception cref="Exception">The sink failed: measurements that cannot be kept are no measurements.</exception>
    public async Task<ShardResult> RunAsync(ShardWork work, CancellationToken cancellation)
    {
        var clock = new RunClock(time, work.GoAt);
        using HttpMessageInvoker client = CreateClient();
        var exchange = new HttpExchange(client);
        ScenarioRunner[] runners = [.. work.Scenarios.Select(scenario =>
        {
            var recorder = new IntervalRecorder(scenario.Name, work.Part.Shard);
            return ScenarioRunner.For(
                scenario, work.Part, clock, recorder, new FlowRunner(scenario, work.Target, exchange, recorder, clock));
        })];

        using var abort = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        TimeSpan cutOff = work.Scenarios.Max(s => s.Model.Duration) + GeneratorLimits.GracefulStop - clock.Elapsed;
        using ITimer graceful = time.CreateTimer(_ => abort.Cancel(), null, Positive(cutOff), Timeout.InfiniteTimeSpan);

        Task all = Task.WhenAll(runners.Select(runner => Task.Run(() => runner.RunAsync(abort.Token), CancellationToken.None)));
        await PumpAsync(all, runners, clock, abort);
        await all;
        return ShardVerdict.Of(work.Part.Shard, [.. runners.Select(r => r.Result())], cancellation.IsCancellationRequested);
    }

    private async Task PumpAsync(Task all, ScenarioRunner[] runners, RunClock clock, CancellationTokenSource abort)
    {
        try
        {
            for (int second = RunClock.SecondOf(clock.Elapsed) + 1; !all.IsCompleted; second++)
            {
                Task tick = clock.WaitUntilAsync(TimeSpan.FromSeconds(second) + CloseDelay, CancellationToken.None);
                await Task.WhenAny(all, tick);
                if (tick.IsCompleted)
                {
                    await FlushAsync(runners, second);
                }
            }

            await FlushAsync(runners, int.MaxValue);
        }
        catch
        {
            // Without a place for the measurements the load has no purpose.
            await abort.CancelAsync();
            throw;
        }
    }

    private async Task FlushAsync(ScenarioRunner[] runners, int before)
    {
        LoadInterval[] intervals = [.. runners.SelectMany(r => r.Recorder.CloseBefore(before))];
        if (intervals.Length > 0)
        {
            await sink.WriteAsync(intervals, CancellationToken.None);
        }
    }

    private static HttpMessageInvoker CreateClient() => new(new SocketsHttpHandler
    {
        UseCookies = false,
        UseProxy = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        MaxConnectionsPerServer = int.MaxValue,
        ActivityHeadersPropagator = null,
    });

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}
