using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Telemetry;
using PerfFunctions.Engine.ServerMetrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.App.ServerMetrics;

/// <summary>Reads what the systems under test said of themselves while load ran.</summary>
public sealed class ReadServer(RunFiles files, RunBlobs blobs, IEnumerable<IServerMetrics> sources, TimeProvider time, RunTelemetry telemetry)
{
    /// <summary>Stores the plan's series; one that cannot be read is stored with the reason.</summary>
    /// <returns>True when a source will have more of them later.</returns>
    [Function(nameof(ReadServer))]
    public Task<bool> RunAsync([ActivityTrigger] RunRequest request, FunctionContext context) =>
        telemetry.StageAsync(nameof(ReadServer), request.RunId, () => ReadAllAsync(request, context.CancellationToken));

    private async Task<bool> ReadAllAsync(RunRequest request, CancellationToken cancellationToken)
    {
        OpenRun run = await files.OpenAsync(request.RunId, cancellationToken);
        ServerSpan? span = SpanOf(run);
        (ServerSeries Series, bool MoreToCome)[] read =
            await Task.WhenAll(run.Plan.Server.Select(metric => ReadAsync(metric, span, cancellationToken)));
        var server = new ServerSummary
        {
            Series = [.. read.Select(r => r.Series)],
            FromSecond = (int)run.Plan.Warmup.TotalSeconds,
            ToSecond = span?.Seconds ?? 0,
        };
        await blobs.SaveServerAsync(request.RunId, server, cancellationToken);
        return !run.Record.CancelRequested && read.Any(r => r.MoreToCome);
    }

    private async Task<(ServerSeries Series, bool MoreToCome)> ReadAsync(ServerMetric metric, ServerSpan? span, CancellationToken cancellationToken)
    {
        if (span is null)
        {
            return (ServerSeries.Lost(metric, "The load did not start."), false);
        }

        if (sources.FirstOrDefault(s => s.Reads(metric.Source)) is not { } source)
        {
            return (ServerSeries.Lost(metric, "Azure Monitor can only be read by a service that runs on Azure."), false);
        }

        try
        {
            ServerReading reading = await source.ReadAsync(metric.Source, span, cancellationToken);
            return (ServerSeries.Of(metric, reading), reading.MoreToCome);
        }
        catch (ServerMetricsException e)
        {
            return (ServerSeries.Lost(metric, e.Message), false);
        }
    }

    private ServerSpan? SpanOf(OpenRun run)
    {
        if (run.Record.GoAt is not { } goAt)
        {
            return null;
        }

        // The last request ends a moment before the last second does.
        double seconds =
            Math.Min(Math.Ceiling(((run.Record.LoadEndedAt ?? time.GetUtcNow()) - goAt).TotalSeconds), run.Plan.LoadDuration.TotalSeconds);
        return seconds >= 1 ? new ServerSpan(goAt, (int)seconds) : null;
    }
}
