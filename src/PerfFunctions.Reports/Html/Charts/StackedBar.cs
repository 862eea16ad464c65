using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Charts;

/// <summary>Shares of a whole, side by side.</summary>
internal static class StackedBar
{
    /// <summary>The bar alone; nothing when the whole is nothing.</summary>
    /// <param name="title">What the whole is.</param>
    /// <param name="unit">Unit of the parts.</param>
    /// <param name="parts">Parts by name, in an order that stays the same from page to page.</param>
    /// <param name="tones">Number of each part's colour; null for its place.</param>
    public static Markup Render(string title, MetricUnit unit, IReadOnlyList<KeyValuePair<string, double>> parts, IReadOnlyList<int>? tones = null)
    {
        double whole = parts.Sum(p => p.Value);
        if (!(whole > 0))
        {
            return Markup.Empty;
        }

        List<Markup> pieces = [];
        double from = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            double share = 100 * parts[i].Value / whole;
            pieces.Add(Markup.Of($"""<rect class="piece t{tones?[i] ?? i}" x="{from}%" y="0" width="{share}%" height="18"><title>{parts[i].Key} {MetricFormat.Format(unit, parts[i].Value)}</title></rect>"""));
            from += share;
        }

        string description = $"{title}: {string.Join(", ", parts.Select(p => $"{p.Key} {MetricFormat.Format(unit, p.Value)}"))}.";
        return Markup.Of($"""<div class="stack" role="img" aria-label="{description}"><svg width="100%" height="18" aria-hidden="true">{pieces}</svg></div>""");
    }
}
