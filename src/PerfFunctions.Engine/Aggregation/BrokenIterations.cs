using System.Globalization;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>
/// Iterations that ended at something other than a request, such as an exception of a script or a feed without rows: error shares
/// of requests do not show them.
/// </summary>
internal static class BrokenIterations
{
    private const int MaxKinds = 3;

    /// <summary>Whether every iteration ended so: then the scenario did not do what the plan describes, whatever its budgets say.</summary>
    public static bool AreAll(ScenarioSummary scenario) =>
        Of(scenario) is { } iterations && iterations.Counts.Completed > 0 && KindsOf(scenario).Sum(k => k.Value) >= iterations.Counts.Completed;

    /// <summary>How many there were, and why, a sentence; null for none.</summary>
    public static string? NoteOf(ScenarioSummary scenario)
    {
        KeyValuePair<string, long>[] kinds = KindsOf(scenario);
        if (kinds.Length == 0)
        {
            return null;
        }

        CultureInfo invariant = CultureInfo.InvariantCulture;
        string[] reasons = [.. kinds.Take(MaxKinds).Select(k => kinds.Length == 1 ? k.Key : string.Create(invariant, $"{k.Value} × {k.Key}"))];
        string more = kinds.Length > MaxKinds ? string.Create(invariant, $"; and {kinds.Length - MaxKinds} more") : "";
        return string.Create(invariant,
            $"{kinds.Sum(k => k.Value)} of {Of(scenario)!.Counts.Completed} iterations failed: {string.Join("; ", reasons)}{more}.");
    }

    private static SeriesSummary? Of(ScenarioSummary scenario) => scenario.Series.FirstOrDefault(s => s.Key == SeriesKey.Iterations);

    private static KeyValuePair<string, long>[] KindsOf(ScenarioSummary scenario)
    {
        HashSet<string> requests = [.. scenario.Series.Where(s => SeriesKey.KindOf(s.Key) == SeriesKind.Request).Select(s => s.Title)];
        return Of(scenario) is { } iterations
            ? [.. iterations.Errors.Where(e => !requests.Contains(e.Key)).OrderByDescending(e => e.Value).ThenBy(e => e.Key, StringComparer.Ordinal)]
            : [];
    }
}
