using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Charts;

/// <summary>A line without axes that shows how a percentile went, as large as a word.</summary>
internal static class Sparkline
{
    /// <summary>The line; nothing when there are not two values.</summary>
    /// <param name="name">What it shows.</param>
    /// <param name="timeline">The points.</param>
    public static Markup Render(string name, IReadOnlyList<TimelinePoint> timeline)
    {
        double?[] values = [.. timeline.Select(p => p.P95Ms is { } ms && double.IsFinite(ms) ? ms : (double?)null)];
        double max = values.Max() ?? 0;
        return values.Count(v => v is not null) < 2 || max <= 0 ? Markup.Empty : Markup.Of(
            $"""
            <svg class="spark" width="96" height="22" viewBox="0 0 {PathData.Width} {PathData.Height}" preserveAspectRatio="none" role="img" aria-label="{name}"><path class="fill s1" d="{PathData.Area([.. timeline.Select(p => p.Second)], values, max)}"/><path class="line s1" d="{PathData.Line([.. timeline.Select(p => p.Second)], values, max)}"/></svg>
            """);
    }
}
