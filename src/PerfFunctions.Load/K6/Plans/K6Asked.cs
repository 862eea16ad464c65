using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.K6;

namespace PerfFunctions.Load.K6.Plans;

/// <summary>
/// Finds what thresholds ask for and the text of the script does not say: names that are put together when it runs, and requests that
/// have tags in common.
/// </summary>
internal static class K6Asked
{
    /// <summary>The names.</summary>
    /// <param name="script">The script.</param>
    /// <param name="scenarios">Its scenarios.</param>
    /// <param name="thresholds">Its thresholds, by metric with tags; those without rules, too.</param>
    public static K6MadeNames NamesOf(K6Script script, IReadOnlyList<K6Planned> scenarios, JsonObject thresholds)
    {
        K6Series[] known = [.. script.Functions.Values];
        Dictionary<string, string>[] asked = [.. thresholds.Select(t => K6Thresholds.TagsOf(t.Key))];
        string[] Of(string tag, IEnumerable<string> said) =>
        [
            .. asked.Select(tags => tags.GetValueOrDefault(tag)?.TrimStart(':')).OfType<string>().Where(v => v.Length > 0).Distinct().Except(said),
        ];
        return new K6MadeNames(
            known.Any(s => s.NamesRequests) ? Of("name", known.SelectMany(s => s.Requests).Select(r => r.Name)) : [],
            known.Any(s => s.Groups.Contains(K6Script.Other)) ? Of("group", known.SelectMany(s => s.Groups)) : [],
            known.Any(s => s.Checks.Contains(K6Script.Other)) ? Of("check", known.SelectMany(s => s.Checks)) : [],
            [.. thresholds.Select(t => FilterOf(t.Key, scenarios)).OfType<K6TagFilter>().DistinctBy(f => f.Text)])
        {
            Metrics = known.Any(s => s.UsesBrowser) ? [.. thresholds.Select(t => AtAddress(t.Key, scenarios)).OfType<string>().Distinct()] : [],
        };
    }

    // What a browser measures of one page: browser_web_vital_lcp{url:https://shop.example/}.
    private static string? AtAddress(string threshold, IReadOnlyList<K6Planned> scenarios)
    {
        Dictionary<string, string> tags = K6Thresholds.TagsOf(threshold);
        K6Planned.Choose(scenarios, tags);
        string metric = threshold.Split('{')[0];
        return tags.Count == 1 && tags.TryGetValue(K6TagFilter.Address, out string? address) && K6BrowserMetrics.Find(K6BrowserMetrics.NameAt(metric, address)) is { } found
            ? found.Name
            : null;
    }

    // Of times and counts of requests. A name that a script gives is none of its tags.
    private static K6TagFilter? FilterOf(string threshold, IReadOnlyList<K6Planned> scenarios)
    {
        Dictionary<string, string> tags = K6Thresholds.TagsOf(threshold);
        tags.Remove(K6Thresholds.AllResponses);
        K6Planned.Choose(scenarios, tags);
        bool isName = tags.Count == 1 && tags.TryGetValue(K6TagFilter.Name, out string? name) && !name.Contains("://", StringComparison.Ordinal);
        return threshold.StartsWith("http_req", StringComparison.Ordinal) && !isName ? K6TagFilter.Of(tags) : null;
    }
}
