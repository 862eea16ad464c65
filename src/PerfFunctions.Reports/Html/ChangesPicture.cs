using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Html.Charts;

namespace PerfFunctions.Reports.Html;

/// <summary>What got slower and what did not as a picture, SVG, light and dark by the reader's preference.</summary>
public static class ChangesPicture
{
    /// <summary>Whether there is anything to draw: a comparison that has a measure.</summary>
    public static bool Has(Verdict verdict) => ChangesChart.Of(verdict) is not null;

    /// <summary>The picture; null when there is nothing to draw.</summary>
    public static string? Render(string plan, Verdict verdict) => ChangesChart.Of(verdict)?.Render(plan).ToString();
}
