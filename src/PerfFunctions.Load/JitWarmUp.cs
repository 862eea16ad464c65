using PerfFunctions.Engine.JsonPaths;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Values;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Shards;

namespace PerfFunctions.Load;

/// <summary>
/// Sends some hundred requests to a listener of this process's own, over every transport, once. Code that runs for the first
/// time is compiled first, and that took up to 50 ms of the first latencies: the generator's time, not the target's.
/// </summary>
/// <param name="time">Clock.</param>
public sealed class JitWarmUp(TimeProvider time)
{
    private const int Iterations = 60;
    private const int Users = 2;

    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(400);

    private readonly Lock _once = new();
    private readonly Task?[] _done = new Task?[2];

    /// <summary>
    /// Warms up in clear text or over TLS, or waits until it is done. Whatever goes wrong with it goes
    /// wrong with nothing else.
    /// </summary>
    /// <param name="isSecure">Whether the load is for a target with TLS.</param>
    public Task RunAsync(bool isSecure)
    {
        lock (_once)
        {
            return _done[isSecure ? 1 : 0] ??= Task.Run(() => SendAsync(isSecure));
        }
    }

    private async Task SendAsync(bool isSecure)
    {
        try
        {
            await using WarmUpTarget target = new(isSecure, time.GetUtcNow());
            await Task.WhenAll(Enum.GetValues<TransportChoice>()
                .Select(transports => new ShardRunner(time, new Nowhere()).RunAsync(Work(target, transports), CancellationToken.None)));
        }
        catch (Exception)
        {
            // Such as no port that is free. Without a warm-up the first latencies are longer; a run must not fail for it.
        }
    }

    private ShardWork Work(WarmUpTarget target, TransportChoice transports)
    {
        Scenario scenario = new()
        {
            Name = "warm-up",
            Http = new HttpSettings { Authority = target.Authority },
            Model = new IterationModel(Users, Iterations, Shared: false, Limit),
            Variables = new Dictionary<string, IReadOnlyList<Value>> { ["v"] = [Value.Of("1"), Value.Of("2")] },
            Flow =
            [
                new HttpStep
                {
                    Name = "GET /",
                    Method = "GET",
                    Timeout = Limit,
                    Path = "/",
                    Expect = new Expectation { Status = [new StatusRange(200, 200)] },
                },
                new HttpStep
                {
                    Name = "POST /${v}",
                    Method = "POST",
                    Timeout = Limit,
                    Path = "/${v}",
                    Body = new TextBody("{\"a\":\"${v}\"}", IsJson: true),
                    Expect = new Expectation { Body = [new CompareTest(ComparisonOperator.Contains, "\"b\"")] },
                    Captures = new Dictionary<string, Capture> { ["c"] = new JsonCapture(JsonPath.Parse("$.a")) },
                },
            ],
        };
        return new ShardWork([scenario], target.Address, new ShardPart(0, 1), time.GetUtcNow()) { Transports = transports };
    }

    private sealed class Nowhere : IIntervalSink
    {
        public Task WriteAsync(IReadOnlyList<LoadInterval> intervals, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
