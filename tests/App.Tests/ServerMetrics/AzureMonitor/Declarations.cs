#pragma warning disable SA1402, CS1591 // What the code for Azure Monitor uses of the package Azure.Monitor.Query, which not every registry has.
using Azure.Monitor.Query.Models;

namespace Azure.Monitor.Query
{
    public class LogsQueryClient
    {
        public virtual Task<Response<LogsQueryResult>> QueryWorkspaceAsync(
            string workspaceId, string query, QueryTimeRange timeRange, LogsQueryOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }

    public class MetricsQueryClient
    {
        public virtual Task<Response<MetricsQueryResult>> QueryResourceAsync(
            string resourceId, IEnumerable<string> metrics, MetricsQueryOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }

    public readonly record struct QueryTimeRange
    {
        public QueryTimeRange(DateTimeOffset start, DateTimeOffset end) => (Start, Duration) = (start, end - start);

        public QueryTimeRange(DateTimeOffset start, TimeSpan duration) => (Start, Duration) = (start, duration);

        public DateTimeOffset? Start { get; }

        public TimeSpan Duration { get; }
    }

    public class LogsQueryOptions;

    public class MetricsQueryOptions
    {
        public QueryTimeRange? TimeRange { get; set; }

        public TimeSpan? Granularity { get; set; }

        public IList<MetricAggregationType> Aggregations { get; } = [];
    }
}

namespace Azure.Monitor.Query.Models
{
    public enum MetricAggregationType
    {
        None,
        Average,
        Count,
        Minimum,
        Maximum,
        Total,
    }

    public readonly record struct LogsColumnType(string Name)
    {
        public static LogsColumnType Datetime { get; } = new("datetime");

        public static LogsColumnType Real { get; } = new("real");

        public static LogsColumnType Long { get; } = new("long");

        public static LogsColumnType Int { get; } = new("int");

        public static LogsColumnType Decimal { get; } = new("decimal");

        public static LogsColumnType String { get; } = new("string");
    }

    public record LogsQueryResult(LogsTable Table);

    public record LogsTable(IReadOnlyList<LogsTableColumn> Columns, IReadOnlyList<LogsTableRow> Rows);

    public record LogsTableColumn(string Name, LogsColumnType Type);

    public record LogsTableRow(params object?[] Cells)
    {
        public object? this[int index] => Cells[index];

        public DateTimeOffset? GetDateTimeOffset(int index) => (DateTimeOffset?)Cells[index];
    }

    public record MetricsQueryResult(IReadOnlyList<MetricResult> Metrics);

    public record MetricResult(IReadOnlyList<MetricTimeSeriesElement> TimeSeries);

    public record MetricTimeSeriesElement(IReadOnlyList<MetricValue> Values);

    public record MetricValue(DateTimeOffset TimeStamp, double? Average = null, double? Minimum = null, double? Maximum = null, double? Total = null, double? Count = null);
}
