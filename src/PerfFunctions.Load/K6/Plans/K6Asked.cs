using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.K6;

namespace PerfFunctions.Load.K6.Plans;

/// <summary>Finds the names that thresholds ask for and the text of the script does not say: both are put together when it runs.</summary>
internal static class K6Asked
{
    /// <summary>The names.</summary>
    /// <param name="script">The script.</param>
    /// <param name="thresholds">Its thresholds, by metric with tags; those without rules, too.</param>
    public static K6MadeNames NamesOf(K6Script script, JsonObject thresholds)
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
            known.Any(s => s.Checks.Contains(K6Script.Other)) ? Of("check", known.SelectMany(s => s.Checks)) : []);
    }
}
