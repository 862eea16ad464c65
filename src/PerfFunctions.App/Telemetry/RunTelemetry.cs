using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace PerfFunctions.App.Telemetry;

/// <summary>Puts stages of a run into its trace, and its id on all that is logged in them.</summary>
public sealed class RunTelemetry(ILoggerFactory logs)
{
    private readonly ILogger _log = logs.CreateLogger(ServiceTelemetry.Name);

    /// <inheritdoc cref="StageAsync{T}"/>
    public Task StageAsync(string stage, string runId, Func<Task> work) => StageAsync(stage, runId, async () =>
    {
        await work();
        return true;
    });

    /// <summary>Does the work of a stage. An exception marks the stage as failed and is thrown on.</summary>
    /// <param name="stage">Name of the function.</param>
    /// <param name="runId">The run.</param>
    /// <param name="work">What is done.</param>
    public async Task<T> StageAsync<T>(string stage, string runId, Func<Task<T>> work)
    {
        using IDisposable? scope = _log.BeginScope(new KeyValuePair<string, object>[] { new(ServiceTelemetry.RunTag, runId) });
        using Activity? span = ServiceTelemetry.Source.HasListeners()
            ? ServiceTelemetry.Source.StartActivity(
                stage, ActivityKind.Internal, ServiceTelemetry.TraceOf(runId), [new(ServiceTelemetry.RunTag, runId)])
            : null;
        try
        {
            return await work();
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.Message).SetTag("error.type", e.GetType().FullName);
            throw;
        }
    }
}
