using System.Net;
using System.Net.Sockets;
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
    private static readonly byte[] Answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"a\":\"b\"}"u8.ToArray();

    private readonly Lock _once = new();
    private Task? _done;

    /// <summary>Warms up, or waits until it is done. Whatever goes wrong with it goes wrong with nothing else.</summary>
    public Task RunAsync()
    {
        lock (_once)
        {
            return _done ??= Task.Run(SendAsync);
        }
    }

    private async Task SendAsync()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        try
        {
            listener.Start();
            Task answering = AnswerAsync(listener);
            var target = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
            await Task.WhenAll(Enum.GetValues<TransportChoice>()
                .Select(transports => new ShardRunner(time, new Nowhere()).RunAsync(Work(target, transports), CancellationToken.None)));
            listener.Stop();
            await answering;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            // Without a listener there is no warm-up, and the first latencies show it.
        }
    }

    private ShardWork Work(Uri target, TransportChoice transports)
    {
        Scenario scenario = new()
        {
            Name = "warm-up",
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
        return new ShardWork([scenario], target, new ShardPart(0, 1), time.GetUtcNow()) { Transports = transports };
    }

    private static async Task AnswerAsync(TcpListener listener)
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(AnswerAsync(await listener.AcceptSocketAsync()));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private static async Task AnswerAsync(Socket socket)
    {
        using (socket)
        {
            byte[] buffer = new byte[4096];
            try
            {
                // Requests this small come in one piece on loopback; one that does not costs the warm-up a request.
                while (await socket.ReceiveAsync(buffer) > 0)
                {
                    await socket.SendAsync(Answer);
                }
            }
            catch (SocketException)
            {
                // The warm-up is over.
            }
        }
    }

    private sealed class Nowhere : IIntervalSink
    {
        public Task WriteAsync(IReadOnlyList<LoadInterval> intervals, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
