using PerfFunctions.App.Telemetry;

namespace PerfFunctions.App.CodeHosts;

/// <summary>
/// The result of work that calls the code host, GitHub or Azure DevOps. A transient failure is returned instead of thrown, so that the orchestration
/// can wait for as long as the host asks for, through restarts and outages of hours.
/// </summary>
/// <param name="Problem">Why it did not come through; null when it did.</param>
/// <param name="Wait">How long the host asks to wait; null when it does not say, or when waiting does not help.</param>
/// <param name="IsTransient">Whether it may come through later.</param>
public sealed record CodeHostAttempt(string? Problem = null, TimeSpan? Wait = null, bool IsTransient = false)
{
    /// <summary>Does the work, which must be safe to repeat.</summary>
    public static async Task<CodeHostAttempt> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return new CodeHostAttempt();
        }
        catch (CodeHostCallException e)
        {
            ServiceTelemetry.Waits.Add(1, new KeyValuePair<string, object?>("perf.transient", e.IsTransient));
            return new CodeHostAttempt(e.Message, e.Wait, e.IsTransient);
        }
    }
}
