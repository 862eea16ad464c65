using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Charts;

/// <summary>How response times are spread: a bar for a band of times, bands rising by the same factor.</summary>
internal static class DistributionChart
{
    private const int Height = 200;
    private const int AxisRoom = 24;
    private const int Bars = 40;
    private const int Labels = 4;

    /// <summary>The bars; nothing when nothing was recorded.</summary>
    /// <param name="encoded">Encoded histogram of the times.</param>
    public static Markup Render(byte[] encoded)
    {
        LatencyHistogram times = LatencyHistogram.Decode(encoded);
        if (times.Count == 0)
        {
            return Markup.Empty;
        }

        double low = Math.Max(times.MinMs, 0.001);
        double factor = Math.Pow(Math.Max(times.MaxMs / low, 1.01), 1.0 / Bars);
        long[] counts = CountsOf(times, low, factor);
        long most = counts.Max();
        return Markup.Of(
            $"""
            <figure class="chart">
            <figcaption><h4>Distribution of response times</h4></figcaption>
            <div class="plot" role="img" aria-label="Distribution of {MetricFormat.Format(MetricUnit.Count, times.Count)} response times from {Time(times.MinMs)} to {Time(times.MaxMs)}, most of them about {Time(low * Math.Pow(factor, Array.IndexOf(counts, most) + 0.5))}.">
            <svg class="lines" width="100%" height="{Height + AxisRoom}" aria-hidden="true">
            <svg x="0" y="8" width="100%" height="{Height - 8}" viewBox="0 0 {Bars} 1000" preserveAspectRatio="none">{counts.Select((count, i) => Bar(i, count, most))}</svg>
            <line class="base" x1="0" x2="100%" y1="{Height}" y2="{Height}"/>
            {Enumerable.Range(0, Labels + 1).Select(i => Label(i, low * Math.Pow(factor, (double)Bars * i / Labels)))}
            </svg>
            </div>
            </figure>
            """);
    }

    private static long[] CountsOf(LatencyHistogram times, double low, double factor)
    {
        long below = 0;
        long[] counts = new long[Bars];
        for (int i = 0; i < Bars; i++)
        {
            long within = i == Bars - 1 ? times.Count : times.CountWithin(TimeSpan.FromMilliseconds(low * Math.Pow(factor, i + 1)));
            (counts[i], below) = (within - below, within);
        }

        return counts;
    }

    private static Markup Bar(int i, long count, long most) => count == 0 ? Markup.Empty : Markup.Of(
        $"""<rect class="bar" x="{i + 0.06}" y="{1000 - Math.Max(6, 1000.0 * count / most)}" width="0.88" height="{Math.Max(6, 1000.0 * count / most)}"/>""");

    private static Markup Label(int i, double ms) => Markup.Of(
        $"""<text x="{100.0 * i / Labels}%" y="{Height + 18}" text-anchor="{(i == 0 ? "start" : i == Labels ? "end" : "middle")}">{Time(ms)}</text>""");

    private static string Time(double ms) => MetricFormat.Format(MetricUnit.Milliseconds, ms, 2);
}
