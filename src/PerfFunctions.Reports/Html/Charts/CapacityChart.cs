using System.Globalization;
using PerfFunctions.Engine.Capacity;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Charts;

/// <summary>Throughput over concurrency: measured points, the chosen model and its 95 % confidence band.</summary>
internal static class CapacityChart
{
    private const int Height = 200;
    private const int AxisRoom = 24;
    private const int AxisWidth = 58;
    private const int Steps = 4;
    private const int CurvePoints = 60;

    // A little of what lies beyond, so that a peak just outside of the measurements is seen.
    private const double Beyond = 1.25;

    /// <summary>The chart; nothing where no model was chosen.</summary>
    public static Markup Render(CapacityAnalysis analysis)
    {
        if (analysis.Chosen is not { } model)
        {
            return Markup.Empty;
        }

        double last = analysis.Points[^1].Concurrency * Beyond;
        (double At, Estimate Throughput)[] curve =
            [.. Enumerable.Range(1, CurvePoints).Select(i => last * i / CurvePoints).Select(n => (n, model.Predict(n).Throughput))];
        double highest = Math.Max(analysis.Points.Max(p => p.Throughput), curve.Max(c => c.Throughput.Value));
        NiceScale x = NiceScale.For(last, Steps);
        NiceScale y = NiceScale.For(highest * 1.05, Steps);
        return Markup.Of(
            $"""
            <figure class="chart">
            <figcaption><h4>Throughput over {NameOf(analysis.Unit)}</h4><ul class="legend"><li>● measured</li>{Key("line", "model")}{Key("fill", "95 % band")}</ul></figcaption>
            <div class="plot" role="img" aria-label="{Description(analysis)}">
            <svg class="y" width="{AxisWidth}" height="{Height + AxisRoom}" aria-hidden="true">{y.Ticks.Select(t => YLabel(t, y))}</svg>
            <svg class="lines" width="100%" height="{Height + AxisRoom}" aria-hidden="true">{y.Ticks.Select(t => Grid(t, y))}{x.Ticks.Select(t => XLabel(t, x))}
            <svg x="0" y="{Y(y.Max, y)}" width="100%" height="{Height - 8}" viewBox="0 0 {PathData.Width} {PathData.Height}" preserveAspectRatio="none">
            <path class="fill s1" d="{Band(curve, x, y)}"/><path class="line s1" d="{Line(curve.Select(c => (c.At, c.Throughput.Value)), x, y)}"/>
            </svg>{analysis.Points.Select(p => Dot(p, x, y))}</svg>
            </div>
            </figure>
            """);
    }

    private static string NameOf(ConcurrencyUnit unit) => unit switch
    {
        ConcurrencyUnit.Requests => "requests in progress",
        ConcurrencyUnit.Users => "users",
        _ => "instances",
    };

    private static string Description(CapacityAnalysis analysis) =>
        $"{analysis.Points.Count} measured points, from {Number(analysis.Points[0].Concurrency)} to {Number(analysis.Points[^1].Concurrency)} " +
        $"{NameOf(analysis.Unit)}, with the model that fits them.";

    private static Markup Key(string kind, string name) => kind == "line"
        ? Markup.Of($"""<li><svg class="key" width="22" height="8" aria-hidden="true"><line class="line s1" x1="2" y1="4" x2="20" y2="4"/></svg>{name}</li>""")
        : Markup.Of($"""<li><svg class="key" width="12" height="10" aria-hidden="true"><rect class="fill s1" width="12" height="10"/></svg>{name}</li>""");

    private static Markup YLabel(double tick, NiceScale y) => Markup.Of(
        $"""<text x="{AxisWidth - 8}" y="{Y(tick, y) + 4}" text-anchor="end">{(tick == 0 ? "0" : MetricFormat.Format(MetricUnit.PerSecond, tick))}</text>""");

    private static Markup Grid(double tick, NiceScale y) => Markup.Of(
        $"""<line class="{(tick == 0 ? "base" : "grid")}" x1="0" x2="100%" y1="{Y(tick, y)}" y2="{Y(tick, y)}"/>""");

    private static Markup XLabel(double tick, NiceScale x)
    {
        double share = 100 * tick / x.Max;
        string anchor = share < 4 ? "start" : share > 96 ? "end" : "middle";
        return Markup.Of($"""<text x="{share}%" y="{Height + 18}" text-anchor="{anchor}">{Number(tick)}</text>""");
    }

    private static Markup Dot(CapacityPoint point, NiceScale x, NiceScale y) => Markup.Of(
        $"""<circle class="dot" cx="{Math.Round(100 * point.Concurrency / x.Max, 2)}%" cy="{Math.Round(Y(point.Throughput, y), 1)}" r="4"/>""");

    private static string Band(IReadOnlyList<(double At, Estimate Throughput)> curve, NiceScale x, NiceScale y) =>
        Line(curve.Select(c => (c.At, c.Throughput.Upper)).Concat(curve.Reverse().Select(c => (c.At, c.Throughput.Lower))), x, y) + "Z";

    // What leaves the scale at the top is cut off there.
    private static string Line(IEnumerable<(double At, double Value)> points, NiceScale x, NiceScale y) =>
        "M" + string.Join('L', points.Select(p => string.Create(CultureInfo.InvariantCulture,
            $"{Math.Round(PathData.Width * p.At / x.Max)} {Math.Round(PathData.Height * (1 - Math.Clamp(p.Value / y.Max, 0, 1)))}")));

    private static string Number(double value) => MetricFormat.Format(MetricUnit.Score, value);

    // The top 8 pixels keep the uppermost label inside.
    private static double Y(double value, NiceScale scale) => Height - ((Height - 8) * value / scale.Max);
}
