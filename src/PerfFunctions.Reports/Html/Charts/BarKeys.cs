using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Charts;

/// <summary>A stacked bar with its parts named and counted below it.</summary>
internal static class BarKeys
{
    /// <summary>Bar and names; nothing when the whole is nothing.</summary>
    /// <inheritdoc cref="StackedBar.Render" path="/param"/>
    public static Markup Render(string title, MetricUnit unit, IReadOnlyList<KeyValuePair<string, double>> parts)
    {
        double whole = parts.Sum(p => p.Value);
        return !(whole > 0) ? Markup.Empty : Markup.Of(
            $"""
            {StackedBar.Render(title, unit, parts)}
            <ul class="keys">{parts.Select((p, i) => Markup.Of($"""<li><span class="swatch t{i}" aria-hidden="true"></span>{p.Key} <b>{MetricFormat.Format(unit, p.Value)}</b> <span class="quiet">{MetricFormat.Format(MetricUnit.Share, p.Value / whole, 2)}</span></li>"""))}</ul>
            """);
    }
}
