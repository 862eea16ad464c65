using System.Globalization;
using Azure;
using Azure.Identity;
using Azure.Monitor.Query;
using Azure.Monitor.Query.Models;
using PerfFunctions.Engine.ServerMetrics;

namespace PerfFunctions.App.ServerMetrics.AzureMonitor;

/// <summary>Reads series by a query over the logs of a workspace: the first time and the first number of each row.</summary>
public sealed class AzureMonitorLogs(LogsQueryClient client) : IServerMetrics
{
    private static readonly LogsColumnType[] Numbers = [LogsColumnType.Real, LogsColumnType.Long, LogsColumnType.Int, LogsColumnType.Decimal];

    /// <inheritdoc />
    public bool Reads(ServerSource source) => source is AzureLogsSource;

    /// <inheritdoc />
    public async Task<ServerReading> ReadAsync(ServerSource source, ServerSpan span, CancellationToken cancellationToken)
    {
        var asked = (AzureLogsSource)source;
        var range = new QueryTimeRange(span.From, TimeSpan.FromSeconds(span.Seconds));
        try
        {
            Response<LogsQueryResult> answer =
                await client.QueryWorkspaceAsync(asked.Workspace.ToString(), asked.Query, range, cancellationToken: cancellationToken);
            ServerPoint[] points = [.. Points(answer.Value.Table, span).OrderBy(p => p.Second)];
            int step = StepOf(points, span);
            return new ServerReading(step, points) { MoreToCome = points.Length == 0 || points[^1].Second + (2 * step) < span.Seconds };
        }
        catch (Exception e) when (e is RequestFailedException or AuthenticationFailedException)
        {
            throw new ServerMetricsException($"Azure Monitor rejected the query: {e.Message.Split('\n')[0].Trim()}", e);
        }
        catch (InvalidOperationException e)
        {
            // A number that is none comes as a text, which the client does not read.
            throw new ServerMetricsException("The query returns rows whose value is NaN or infinite.", e);
        }
    }

    /// <exception cref="ServerMetricsException">Rows have no time, or no number.</exception>
    private static IEnumerable<ServerPoint> Points(LogsTable table, ServerSpan span)
    {
        LogsTableColumn[] columns = [.. table.Columns];
        int at = Array.FindIndex(columns, c => c.Type == LogsColumnType.Datetime);
        int number = Array.FindIndex(columns, c => Numbers.Contains(c.Type));
        if (at < 0 || number < 0)
        {
            throw new ServerMetricsException(
                "The query returns rows without a time or a value; return both, for example by summarize avg(x) by bin(TimeGenerated, 10s).");
        }

        // A bin that begins before the load holds its first seconds.
        return from row in table.Rows
               let time = row.GetDateTimeOffset(at)
               let value = row[number] is { } cell ? Convert.ToDouble(cell, CultureInfo.InvariantCulture) : (double?)null
               where time is not null && value is { } finite && double.IsFinite(finite)
               let second = (int)Math.Floor((time.Value - span.From).TotalSeconds)
               where second < span.Seconds
               select new ServerPoint(Math.Max(0, second), value.Value);
    }

    // Rows come at the distance that the query's bins have; empty bins make some larger.
    private static int StepOf(ServerPoint[] points, ServerSpan span)
    {
        int[] gaps = [.. points.Zip(points.Skip(1), (a, b) => b.Second - a.Second).Where(g => g > 0).Order()];
        return gaps.Length == 0 ? Math.Max(1, span.Seconds) : gaps[gaps.Length / 2];
    }
}
