using System.Globalization;
using PerfFunctions.Api;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Cli.Output;

/// <summary>Progress where there is no terminal: a line when the stage changes, and every few seconds under load.</summary>
public sealed class PlainProgress(TextWriter output, TimeProvider time) : IProgressView
{
    // A log has no use for more; the report has all.
    private const int MaxRequests = 5;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private string? _stage;
    private DateTimeOffset _next;

    /// <inheritdoc />
    public Task<RunView> WatchAsync(Func<Action<RunView>, Task<RunView>> watch) => watch(Show);

    private void Show(RunView run)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (run.Stage == _stage && (run.Load is null || now < _next))
        {
            return;
        }

        if (run.Stage != _stage)
        {
            output.WriteLine($"{StageText.Of(run.Stage)}");
        }

        _stage = run.Stage;
        _next = now + Every;
        foreach (LiveScenario scenario in run.Load?.Scenarios ?? [])
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {Math.Max(0, run.Load!.ElapsedSeconds),4:F0} s  {scenario.Name}: {scenario.RequestsPerSecond:F0} req/s, p50 {Ms(scenario.P50Ms)}, p95 {Ms(scenario.P95Ms)}, {scenario.Sent} sent, {scenario.Failed} failed, {scenario.Dropped} dropped"));
            foreach (LiveRequest request in LiveRequests.WorstFirst(scenario).Take(MaxRequests))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"          {request.Name}: {request.RequestsPerSecond:F0} req/s, p50 {Ms(request.P50Ms)}, p95 {Ms(request.P95Ms)}, {request.Failed} failed"));
            }

            foreach (LiveStream stream in scenario.Streams)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"          {stream.Name}: {stream.Sent} messages sent ({stream.SentPerSecond:F0}/s), {stream.Received} received ({stream.ReceivedPerSecond:F0}/s)"));
            }
        }
    }

    private static string Ms(double? value) => value is null ? "–" : MetricFormat.Format(MetricUnit.Milliseconds, value.Value, digits: 2);
}
