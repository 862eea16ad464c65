using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Charts;

/// <summary>Response times over time, the more of them the darker: two groups of requests are two bands, which no percentile shows.</summary>
internal static class HeatMapChart
{
    private const int Height = 200;
    private const int AxisRoom = 24;
    private const int AxisWidth = 58;
    private const int XLabels = 5;
    private const int Tones = 5;

    /// <summary>The map.</summary>
    public static Markup Render(HeatMap map) => Markup.Of(
        $"""
        <figure class="chart">
        <figcaption><h4>Response times, how many of each</h4><ul class="legend">{Legend()}</ul></figcaption>
        <div class="plot" role="img" aria-label="Response times from {Span.Clock(map.FirstSecond)} to {Span.Clock(End(map))}, between {Time(LowMs(map))} and {Time(map.EdgesMs[^1])}.">
        <svg class="y" width="{AxisWidth}" height="{Height + AxisRoom}" aria-hidden="true">{YLabels(map)}</svg>
        <svg class="lines" width="100%" height="{Height + AxisRoom}" aria-hidden="true">
        <svg x="0" y="0" width="100%" height="{Height}" viewBox="0 0 {map.Columns.Count} {map.EdgesMs.Count}" preserveAspectRatio="none" shape-rendering="crispEdges">{Cells(map)}</svg>
        {XLabelsOf(map)}</svg>
        </div>
        </figure>
        """);

    private static IEnumerable<Markup> Legend()
    {
        yield return Markup.Of($"""<li>few <svg class="key" width="{12 * Tones}" height="10" aria-hidden="true">{Enumerable.Range(0, Tones).Select(i => Markup.Of($"""<rect class="heat h{i}" x="{12 * i}" width="12" height="10"/>"""))}</svg> many</li>""");
    }

    private static IEnumerable<Markup> Cells(HeatMap map)
    {
        long most = map.Columns.Max(c => c.Count == 0 ? 0 : c.Max());
        for (int x = 0; x < map.Columns.Count; x++)
        {
            for (int band = 0; band < map.Columns[x].Count; band++)
            {
                if (map.Columns[x][band] > 0)
                {
                    yield return Markup.Of($"""<rect class="heat h{ToneOf(map.Columns[x][band], most)}" x="{x}" y="{map.EdgesMs.Count - 1 - band}" width="1" height="1"/>""");
                }
            }
        }
    }

    // By the order of magnitude: one slow request among thousands must be seen.
    private static int ToneOf(long count, long most) =>
        most <= 1 ? Tones - 1 : Math.Min(Tones - 1, (int)(Tones * Math.Log(count + 1) / Math.Log(most + 1)));

    private static IEnumerable<Markup> YLabels(HeatMap map)
    {
        int bands = map.EdgesMs.Count;
        for (int band = 0; band <= bands; band += bands / 4)
        {
            double ms = band == 0 ? LowMs(map) : map.EdgesMs[band - 1];
            double y = Math.Clamp(Height - (Height * (double)band / bands) + 4, 10, Height);
            yield return Markup.Of($"""<text x="{AxisWidth - 8}" y="{y}" text-anchor="end">{MetricFormat.Format(MetricUnit.Milliseconds, ms, 2)}</text>""");
        }
    }

    private static IEnumerable<Markup> XLabelsOf(HeatMap map)
    {
        int length = End(map) - map.FirstSecond;
        foreach (int second in NiceScale.Seconds(map.FirstSecond, End(map), XLabels))
        {
            double x = 100.0 * (second - map.FirstSecond) / Math.Max(1, length);
            yield return Markup.Of($"""<text x="{x}%" y="{Height + 18}" text-anchor="{(x < 4 ? "start" : x > 96 ? "end" : "middle")}">{Span.Clock(second)}</text>""");
        }
    }

    private static int End(HeatMap map) => map.FirstSecond + (map.Seconds * map.Columns.Count);

    private static double LowMs(HeatMap map) => map.EdgesMs.Count < 2 ? 0 : map.EdgesMs[0] * map.EdgesMs[0] / map.EdgesMs[1];

    private static string Time(double ms) => MetricFormat.Format(MetricUnit.Milliseconds, ms, 2);
}
