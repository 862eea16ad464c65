using Microsoft.Extensions.Time.Testing;
using PerfFunctions.App.Runs;
using PerfFunctions.App.ServerMetrics;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.ServerMetrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.ServerMetrics;

public sealed class ReadServerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Plan = """
        version: 1
        name: shop
        target: https://shop.example
        warmup: 5s
        load:
          browse: { arrivals: { rate: 20/s, for: 1m }, flow: [ { get: / } ] }
        server:
          cpu: { azure: { resource: /subscriptions/s, metric: CpuPercentage, aggregation: Average }, unit: percent }
        """;

    private Bench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync(azurite, new FakeTimeProvider(Samples.Now.AddHours(1)));

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_late_source_is_asked_again_and_a_load_that_ended_early_is_read_to_its_end()
    {
        RunRecord run = await _bench.AddRunAsync(Plan);
        await _bench.Runs.SetGoAtAsync(run.RunId, Samples.Now, default);
        await _bench.Runs.SetLoadEndedAsync(run.RunId, Samples.Now.AddSeconds(39.5), default);
        var source = new LateSource();
        Assert.True(await ReadAsync(run, source));
        source.Points = [new ServerPoint(0, 50)];
        Assert.False(await ReadAsync(run, source));
        ServerSummary server = (await _bench.Blobs.FindServerAsync(run.RunId, default))!;
        Assert.Equal((new ServerSpan(Samples.Now, 40), 5, 40), (source.Asked, server.FromSecond, server.ToSecond));
        Assert.Equal(0.5, server.Series[0].Points[0].Value);
    }

    [Fact]
    public async Task A_run_that_is_to_end_waits_for_no_late_source()
    {
        RunRecord run = await _bench.AddRunAsync(Plan);
        await _bench.Runs.SetGoAtAsync(run.RunId, Samples.Now, default);
        await _bench.Runs.RequestCancelAsync(run.RunId, default);
        Assert.False(await ReadAsync(run, new LateSource()));
    }

    [Fact]
    public async Task What_cannot_be_read_is_kept_with_its_reason()
    {
        RunRecord run = await _bench.AddRunAsync(Plan);
        Assert.False(await ReadAsync(run, new LateSource()));
        Assert.Equal("The load did not start.", (await _bench.Blobs.FindServerAsync(run.RunId, default))!.Series[0].Missing);
        await _bench.Runs.SetGoAtAsync(run.RunId, Samples.Now, default);
        Assert.False(await ReadAsync(run));
        Assert.Equal("Azure Monitor can only be read by a service that runs on Azure.", (await _bench.Blobs.FindServerAsync(run.RunId, default))!.Series[0].Missing);
    }

    private Task<bool> ReadAsync(RunRecord run, params IServerMetrics[] sources) =>
        _bench.Make<ReadServer>([sources]).RunAsync(new RunRequest(run.RunId), new TestFunctionContext());

    private sealed class LateSource : IServerMetrics
    {
        public ServerPoint[] Points { get; set; } = [];

        public ServerSpan? Asked { get; private set; }

        public bool Reads(ServerSource source) => source is AzureMetricSource;

        public Task<ServerReading> ReadAsync(ServerSource source, ServerSpan span, CancellationToken cancellationToken)
        {
            Asked = span;
            return Task.FromResult(new ServerReading(60, Points) { MoreToCome = Points.Length == 0 });
        }
    }
}
