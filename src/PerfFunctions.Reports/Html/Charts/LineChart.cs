using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Charts;

/// <summary>
/// Lines over the time of the run. The lines stretch with the page, the writing does not: they are in a nested drawing
/// with its own coordinates, while labels stand at percentages of the width.
/// </summary>
internal sealed record LineChart
{
    private const int Height = 200;
    private const int AxisRoom = 24;
    private const int AxisWidth = 58;
    private const int YSteps = 4;
    private const int XLabels = 5;

    /// <summary>What is shown.</summary>
    public required string Title { get; init; }

    /// <summary>Unit of the values.</summary>
    public required MetricUnit Unit { get; init; }

    /// <summary>Second of the run of each point, ascending.</summary>
    public required IReadOnlyList<int> Seconds { get; init; }

    /// <summary>The lines, the first at the bottom.</summary>
    public required IReadOnlyList<LineSeries> Series { get; init; }

    /// <summary>The second of the run at which warm-up ends, shown by a shade; null for none.</summary>
    public int? WarmupBefore { get; init; }

    /// <summary>The chart with legend and read-out; a sentence when there is not one value.</summary>
    public Markup Render()
    {
        double?[] values = [.. Series.SelectMany(s => s.Values).Where(v => v is not null)];
        if (values.Length == 0)
        {
            return Markup.Of($"""<figure class="chart"><figcaption><h4>{Title}</h4></figcaption><p class="nothing">Nothing was measured.</p></figure>""");
        }

        NiceScale scale = NiceScale.For(values.Max() ?? 0, YSteps);
        return Markup.Of(
            $"""
            <figure class="chart" data-unit="{UnitName}" data-points="{ChartData.Points(Seconds, Series)}">
            <figcaption><h4>{Title}</h4><ul class="legend">{Series.Select(Legend)}{WarmupLegend()}<li class="at" aria-hidden="true"></li></ul></figcaption>
            <div class="plot" role="img" aria-label="{Description}">{YAxis(scale)}{Plot(scale)}</div>
            </figure>
            """);
    }

    private string UnitName => Unit switch
    {
        MetricUnit.Milliseconds => "ms",
        MetricUnit.Share => "%",
        MetricUnit.Count => "",
        MetricUnit.Bytes => "B",
        _ => "/s",
    };

    private string Description => $"{Title} from {Span.Clock(Seconds[0])} to {Span.Clock(Seconds[^1])}. " + string.Join(", ", Series.Select(s =>
        s.Values.Max() is { } max ? $"{s.Name} at most {MetricFormat.Format(Unit, max)}" : $"{s.Name} without values")) + ".";

    private static Markup Legend(LineSeries series) => Markup.Of(
        $"""<li><svg class="key" width="22" height="8" aria-hidden="true"><line class="line {series.Style}" x1="2" y1="4" x2="20" y2="4"/></svg>{series.Name}<b class="value"></b></li>""");

    private Markup WarmupLegend() => WarmupBefore is null ? Markup.Empty : Markup.Of(
        $"""<li><svg class="key" width="12" height="10" aria-hidden="true"><rect class="warmup" width="12" height="10" rx="2"/></svg>warm-up</li>""");

    private Markup Warmup(NiceScale scale)
    {
        double share = WarmupBefore is { } end ? 100.0 * (end - Seconds[0]) / Math.Max(1, Seconds[^1] - Seconds[0]) : 0;
        return share <= 0 ? Markup.Empty : Markup.Of(
            $"""<rect class="warmup" x="0" y="{Y(scale.Max, scale)}" width="{Math.Min(100, share)}%" height="{Height - 8}"/>""");
    }

    private Markup YAxis(NiceScale scale) => Markup.Of(
        $"""<svg class="y" width="{AxisWidth}" height="{Height + AxisRoom}" aria-hidden="true">{scale.Ticks.Select(t => Markup.Of(
            $"""<text x="{AxisWidth - 8}" y="{Y(t, scale) + 4}" text-anchor="end">{(t == 0 ? "0" : MetricFormat.Format(Unit, t))}</text>"""))}</svg>""");

    private Markup Plot(NiceScale scale) => Markup.Of(
        $"""
        <svg class="lines" width="100%" height="{Height + AxisRoom}" aria-hidden="true">{Warmup(scale)}{scale.Ticks.Select(t => Grid(t, scale))}{XAxis()}
        <svg x="0" y="{Y(scale.Max, scale)}" width="100%" height="{Height - 8}" viewBox="0 0 {PathData.Width} {PathData.Height}" preserveAspectRatio="none">
        {Series.Select(s => Lines(s, scale))}
        </svg></svg>
        """);

    private static Markup Grid(double tick, NiceScale scale) => Markup.Of(
        $"""<line class="{(tick == 0 ? "base" : "grid")}" x1="0" x2="100%" y1="{Y(tick, scale)}" y2="{Y(tick, scale)}"/>""");

    private IEnumerable<Markup> XAxis()
    {
        int width = Math.Max(1, Seconds[^1] - Seconds[0]);
        foreach (int second in NiceScale.Seconds(Seconds[0], Seconds[^1], XLabels))
        {
            double x = 100.0 * (second - Seconds[0]) / width;
            string anchor = x < 4 ? "start" : x > 96 ? "end" : "middle";
            yield return Markup.Of($"""<text x="{x}%" y="{Height + 18}" text-anchor="{anchor}">{Span.Clock(second)}</text>""");
        }
    }

    private Markup Lines(LineSeries series, NiceScale scale)
    {
        Markup fill = series.Filled
            ? Markup.Of($"""<path class="fill {series.Style}" d="{PathData.Area(Seconds, series.Values, scale.Max)}"/>""")
            : Markup.Empty;
        return Markup.Of($"""{fill}<path class="line {series.Style}" d="{PathData.Line(Seconds, series.Values, scale.Max)}"/>""");
    }

    // The top 8 pixels keep the uppermost label inside.
    private static double Y(double value, NiceScale scale) => Height - (Height - 8) * value / scale.Max;
}
