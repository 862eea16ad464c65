using Azure;
using Azure.Identity;
using Azure.Monitor.Query;
using Azure.Monitor.Query.Models;
using PerfFunctions.Engine.ServerMetrics;

namespace PerfFunctions.App.ServerMetrics.AzureMonitor;

/// <summary>Reads metrics of Azure resources, one number a minute: Azure keeps no finer ones.</summary>
public sealed class AzureMonitorMetrics(MetricsQueryClient client) : IServerMetrics
{
    private const int Step = 60;

    /// <inheritdoc />
    public bool Reads(ServerSource source) => source is AzureMetricSource;

    /// <inheritdoc />
    public async Task<ServerReading> ReadAsync(ServerSource source, ServerSpan span, CancellationToken cancellationToken)
    {
        var asked = (AzureMetricSource)source;
        DateTimeOffset from = MinuteOf(span.From);
        DateTimeOffset to = MinuteOf(span.From.AddSeconds(span.Seconds + Step - 1));
        var options = new MetricsQueryOptions { TimeRange = new QueryTimeRange(from, to), Granularity = TimeSpan.FromSeconds(Step) };
        options.Aggregations.Add(Enum.Parse<MetricAggregationType>(asked.Aggregation.ToString()));
        try
        {
            Response<MetricsQueryResult> answer = await client.QueryResourceAsync(asked.Resource, [asked.Metric], options, cancellationToken);
            IReadOnlyList<MetricValue> values = answer.Value.Metrics is [{ TimeSeries: [var series, ..] }, ..] ? series.Values : [];
            ServerPoint[] points = [.. Points(values, asked.Aggregation, span)];
            return new ServerReading(Step, points) { MoreToCome = points.Length == 0 || points[^1].Second + Step + (Step / 2) < span.Seconds };
        }
        catch (Exception e) when (e is RequestFailedException or AuthenticationFailedException)
        {
            throw new ServerMetricsException($"Azure Monitor rejected the query: {e.Message.Split('\n')[0].Trim()}", e);
        }
    }

    // A minute belongs to the load when at least half of it does.
    private static IEnumerable<ServerPoint> Points(IReadOnlyList<MetricValue> values, AzureAggregation aggregation, ServerSpan span) =>
        from value in values
        let second = (int)Math.Round((value.TimeStamp - span.From).TotalSeconds)
        let number = Of(value, aggregation)
        where number is not null && second >= -Step / 2 && second + (Step / 2) <= span.Seconds
        select new ServerPoint(Math.Max(0, second), number.Value);

    private static double? Of(MetricValue value, AzureAggregation aggregation) => aggregation switch
    {
        AzureAggregation.Average => value.Average,
        AzureAggregation.Minimum => value.Minimum,
        AzureAggregation.Maximum => value.Maximum,
        AzureAggregation.Total => value.Total,
        _ => value.Count,
    };

    private static DateTimeOffset MinuteOf(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));
}
