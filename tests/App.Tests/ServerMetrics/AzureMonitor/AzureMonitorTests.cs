using Azure;
using Azure.Monitor.Query;
using Azure.Monitor.Query.Models;
using PerfFunctions.App.ServerMetrics.AzureMonitor;
using PerfFunctions.Engine.ServerMetrics;

namespace PerfFunctions.App.Tests.ServerMetrics.AzureMonitor;

public sealed class AzureMonitorTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 5, 6, 20, TimeSpan.Zero);
    private static readonly ServerSpan Span = new(Start, 150);

    [Fact]
    public async Task Metrics_are_asked_for_by_whole_minutes_and_a_minute_counts_that_lies_half_in_the_load()
    {
        var client = new Metrics(new MetricValue(At(-20), Average: 10), new MetricValue(At(40), Average: 20), new MetricValue(At(100), Average: 30), new MetricValue(At(160), Average: 99));

        ServerReading read = await new AzureMonitorMetrics(client).ReadAsync(new AzureMetricSource("/subscriptions/s", "CpuPercentage", AzureAggregation.Average), Span, default);

        Assert.Equal([new ServerPoint(0, 10), new ServerPoint(40, 20), new ServerPoint(100, 30)], read.Points);
        Assert.False(read.MoreToCome);
        Assert.Equal(At(-20), client.Asked!.TimeRange!.Value.Start);
        Assert.Equal([MetricAggregationType.Average], client.Asked.Aggregations);
    }

    [Fact]
    public async Task Minutes_that_are_not_there_yet_are_still_to_come()
    {
        ServerReading read = await new AzureMonitorMetrics(new Metrics(new MetricValue(At(-20), Total: 10)))
            .ReadAsync(new AzureMetricSource("/subscriptions/s", "Requests", AzureAggregation.Total), Span, default);
        Assert.True(read.MoreToCome);
    }

    [Fact]
    public async Task A_refusal_is_one_line()
    {
        var source = new AzureMetricSource("/subscriptions/s", "CpuPercentage", AzureAggregation.Average);
        var refused = await Assert.ThrowsAsync<ServerMetricsException>(() => new AzureMonitorMetrics(new Metrics()).ReadAsync(source, Span, default));
        Assert.Equal("Azure Monitor rejected the query: not for you", refused.Message);
    }

    [Fact]
    public async Task Rows_of_logs_are_read_by_their_first_time_and_their_first_number()
    {
        var client = new Logs(
            [new("name", LogsColumnType.String), new("at", LogsColumnType.Datetime), new("value", LogsColumnType.Long)],
            new("b", At(20), 2L), new("a", At(10), 1L), new("c", At(30), null), new("d", At(40), 4L));

        ServerReading read = await new AzureMonitorLogs(client).ReadAsync(new AzureLogsSource(Guid.Empty, "requests"), Span, default);

        Assert.Equal([new ServerPoint(10, 1), new ServerPoint(20, 2), new ServerPoint(40, 4)], read.Points);
        Assert.True(read.MoreToCome);
    }

    [Fact]
    public async Task Rows_without_a_number_are_refused()
    {
        var client = new Logs([new("at", LogsColumnType.Datetime)]);
        var refused = await Assert.ThrowsAsync<ServerMetricsException>(
            () => new AzureMonitorLogs(client).ReadAsync(new AzureLogsSource(Guid.Empty, "requests"), Span, default));
        Assert.Contains("without a time or a value", refused.Message, StringComparison.Ordinal);
    }

    private static DateTimeOffset At(int second) => Start.AddSeconds(second);

    private sealed class Metrics(params MetricValue[] values) : MetricsQueryClient
    {
        public MetricsQueryOptions? Asked { get; private set; }

        public override Task<Response<MetricsQueryResult>> QueryResourceAsync(
            string resourceId, IEnumerable<string> metrics, MetricsQueryOptions? options = null, CancellationToken cancellationToken = default)
        {
            Asked = options;
            return values.Length == 0
                ? throw new RequestFailedException("not for you\nStatus: 403")
                : Task.FromResult(Response.FromValue(new MetricsQueryResult([new([new(values)])]), null!));
        }
    }

    private sealed class Logs(LogsTableColumn[] columns, params LogsTableRow[] rows) : LogsQueryClient
    {
        public override Task<Response<LogsQueryResult>> QueryWorkspaceAsync(
            string workspaceId, string query, QueryTimeRange timeRange, LogsQueryOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(Response.FromValue(new LogsQueryResult(new(columns, rows)), null!));
    }
}
