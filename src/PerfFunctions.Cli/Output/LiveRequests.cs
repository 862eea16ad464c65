using PerfFunctions.Api;

namespace PerfFunctions.Cli.Output;

/// <summary>The requests of a scenario in progress as a reader needs them.</summary>
internal static class LiveRequests
{
    /// <summary>What needs the reader first: failures, then the slowest. A single request says nothing that its scenario does not.</summary>
    public static IEnumerable<LiveRequest> WorstFirst(LiveScenario scenario) => scenario.Requests.Count < 2
        ? []
        : scenario.Requests.OrderByDescending(r => r.Sent == 0 ? 0 : (double)r.Failed / r.Sent).ThenByDescending(r => r.P95Ms ?? 0);
}
