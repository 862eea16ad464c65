using PerfFunctions.Engine.ServerMetrics;

namespace PerfFunctions.App.Tests.Parts;

/// <summary>Stands in for Azure Monitor; each test says what comes of being asked for the nth time, from 1.</summary>
internal sealed class TestServerMetrics : IServerMetrics
{
    private int _asked;

    public Func<int, ServerReading> Read { get; set; } = _ => throw new ServerMetricsException("Nobody has said what there is.");

    public int Asked => _asked;

    public bool Reads(ServerSource source) => source is AzureMetricSource;

    public Task<ServerReading> ReadAsync(ServerSource source, ServerSpan span, CancellationToken cancellationToken) =>
        Task.FromResult(Read(Interlocked.Increment(ref _asked)));
}
