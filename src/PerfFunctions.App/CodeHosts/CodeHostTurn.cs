using PerfFunctions.App.Telemetry;

namespace PerfFunctions.App.CodeHosts;

/// <summary>
/// What came of work that needs the code's host, GitHub or Azure DevOps. A failure that will pass is told instead of thrown, so that the orchestration
/// can wait for as long as the host asks for, through restarts and outages of hours.
/// </summary>
/// <param name="Problem">Why it did not come through; null when it did.</param>
/// <param name="Wait">How long the host asks to wait; null when it does not say, or when waiting does not help.</param>
/// <param name="IsPassing">Whether it may come through later.</param>
public sealed record CodeHostTurn(string? Problem = null, TimeSpan? Wait = null, bool IsPassing = false)
{
    /// <summary>Does the work, which must be safe to repeat.</summary>
    public static async Task<CodeHostTurn> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return new CodeHostTurn();
        }
        catch (CodeHostCallException e)
        {
            ServiceTelemetry.Waits.Add(1, new KeyValuePair<string, object?>("perf.passing", e.IsPassing));
            return new CodeHostTurn(e.Message, e.Wait, e.IsPassing);
        }
    }
}
