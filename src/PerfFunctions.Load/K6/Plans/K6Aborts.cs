using System.Text.Json.Nodes;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Load.K6.Plans;

/// <summary>
/// Writes thresholds with <c>abortOnFail</c> as conditions that abort a run. A threshold is about all that was measured since the start;
/// a condition is about the last seconds of it, so that a long good beginning does not hide what has become bad.
/// </summary>
internal static class K6Aborts
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);

    // What is known of each second of the load.
    private static readonly HashSet<string> Watched =
        ["http_req_duration", "grpc_req_duration", "http_req_failed", "http_reqs", "iteration_duration", "iterations", "group_duration", "checks"];

    private static readonly (string Holds, string Fails)[] Opposites = [(" <= ", " > "), (" >= ", " < "), (" < ", " >= "), (" > ", " <= ")];

    /// <summary>A threshold with its conditions, if its rule aborts.</summary>
    /// <param name="rule">The rule as the options write it; null for a plain text.</param>
    /// <param name="threshold">The threshold.</param>
    public static K6Threshold Of(JsonObject? rule, K6Threshold threshold)
    {
        if (rule?["abortOnFail"] is not JsonValue aborts || !aborts.TryGetValue(out bool isAborting) || !isAborting)
        {
            return threshold;
        }

        if (!Watched.Contains(threshold.Metric) || threshold.Expression.TrimStart().StartsWith("count", StringComparison.Ordinal))
        {
            return threshold with
            {
                Note = $"threshold '{threshold.Name}: {threshold.Expression}' is evaluated at the end, without abortOnFail: a run is aborted by times, rates and checks",
            };
        }

        string window = Durations.Format(Window(rule["delayAbortEval"]));
        return threshold with { Conditions = [.. threshold.Budgets.Select(b => $"{Opposite(b)} for {window}")] };
    }

    private static string Opposite(string budget)
    {
        (string holds, string fails) = Opposites.First(o => budget.Contains(o.Holds, StringComparison.Ordinal));
        return budget.Replace(holds, fails, StringComparison.Ordinal);
    }

    // In whole seconds, and as long as k6 waits with its first look.
    private static TimeSpan Window(JsonNode? delay)
    {
        TimeSpan given = K6Duration.TryParse(delay?.ToString() ?? "", out TimeSpan length) ? TimeSpan.FromSeconds(Math.Ceiling(length.TotalSeconds)) : Shortest;
        return given < Shortest ? Shortest : given > LoadCondition.LongestWindow ? LoadCondition.LongestWindow : given;
    }
}
