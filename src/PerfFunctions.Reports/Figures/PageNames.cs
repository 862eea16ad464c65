using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Reports.Figures;

/// <summary>Finds metrics whose names come from the page or the plan.</summary>
internal static class PageNames
{
    /// <summary>The metrics with this prefix that any load has, in the order in which they come.</summary>
    public static IEnumerable<string> Of(PageSummary page, string prefix) => page.Loads
        .SelectMany(l => l.Values.Keys)
        .Where(k => k.Length > prefix.Length && k.StartsWith(prefix, StringComparison.Ordinal))
        .Distinct();
}
