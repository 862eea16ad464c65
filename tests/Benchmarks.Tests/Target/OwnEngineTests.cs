using PerfFunctions.Benchmarks.Engine;
using PerfFunctions.Benchmarks.Measure;
using PerfFunctions.Benchmarks.Peers;
using PerfFunctions.Benchmarks.Target;

namespace PerfFunctions.Benchmarks.Tests.Target;

public class OwnEngineTests
{
    [Theory]
    [InlineData("clear")]
    [InlineData("tls")]
    public async Task Our_engine_in_its_own_process_tells_what_it_did_to_the_server(string name)
    {
        Wire wire = Wires.Find(name)!.Value;
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using TargetServer server = await TargetServer.StartAsync(new(null, null), wire, cancellationToken);
        var watch = new PeakWatch(() => server.Connections);

        ChildResult child = await ChildRun.RunAsync(
            new OwnEngine().Start(new(server.Address, Users: 8, Seconds: 3, wire, server.Authority)), TimeSpan.FromMinutes(3),
            watch, cancellationToken);

        Assert.Null(child.Problem);
        GenerateReport report = OwnEngine.ReadReport(child.Output);
        Assert.True(report.Requests >= 8, $"{report.Requests} requests of 8 users");
        Assert.Equal(0, report.Failed);
        Assert.InRange(report.P50Ms, 0.001, report.P99Ms);
        Assert.InRange(watch.Connections, 7, 9);
        Assert.InRange(watch.Bytes, 10_000_000, 2_000_000_000);
        Assert.True(child.Cpu > TimeSpan.Zero);
        // Other tests may have left each user a request or two, and not two seconds between which to count memory.
        Assert.SkipUnless(report.Requests > 100, $"This machine is too busy: {report.Requests} requests.");
        Assert.NotNull(report.BytesPerRequest);
    }
}
