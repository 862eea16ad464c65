using PerfFunctions.Engine.Measurements;
using PerfFunctions.Engine.Reports.Figures;

namespace PerfFunctions.Engine.Reports.Html.Charts;

/// <summary>Every load of a page as a dot on one axis, the median marked, with the bands of the Core Web Vitals behind.</summary>
internal sealed record StripPlot(string Metric, MetricUnit Unit, SampleFigures Figures)
{
    private const int Height = 56;
    private const int Middle = 20;
    private const int Bottom = 40;
    private const int Steps = 3;

    // Dots of equal loads would hide each other: they step up and down around the middle.
    private static readonly int[] Offsets = [0, -7, 7, -3, 4, -10, 10];

    /// <summary>The drawing alone.</summary>
    public Markup Render()
    {
        VitalBand? band = VitalBand.Of(Metric);
        NiceScale scale = NiceScale.For(Math.Max(Figures.Max * 1.05, (band?.Poor ?? 0) * 1.15), Steps);
        return Markup.Of(
            $"""
            <div class="strip" role="img" aria-label="{Description(band)}"><svg width="100%" height="{Height}" aria-hidden="true">{Bands(band, scale)}
            <line class="base" x1="0" x2="100%" y1="{Bottom}" y2="{Bottom}"/>{scale.Ticks.Select(t => Tick(t, scale))}
            <line class="median" x1="{X(Figures.Median, scale)}%" x2="{X(Figures.Median, scale)}%" y1="2" y2="{Bottom}"/>
            {Figures.Values.Select((v, i) => Dot(v, i, scale))}</svg></div>
            """);
    }

    private string Description(VitalBand? band)
    {
        string rating = band is null ? "" : $", {band.Rating(Figures.Median)}";
        return $"{Metric}: {string.Join(", ", Figures.Values.Select(Text))}; median {Text(Figures.Median)}{rating}.";
    }

    private static IEnumerable<Markup> Bands(VitalBand? band, NiceScale scale)
    {
        if (band is null)
        {
            return [];
        }

        (double good, double poor) = (X(band.Good, scale), X(band.Poor, scale));
        return [Band("good", 0, good), Band("warn", good, poor), Band("bad", poor, 100)];
    }

    private static Markup Band(string tone, double from, double to) => Markup.Of(
        $"""<rect class="band {tone}" x="{from}%" y="0" width="{to - from}%" height="{Bottom}"/>""");

    private Markup Tick(double tick, NiceScale scale)
    {
        double x = X(tick, scale);
        string anchor = x < 1 ? "start" : x > 99 ? "end" : "middle";
        return Markup.Of($"""<text x="{x}%" y="{Height - 2}" text-anchor="{anchor}">{(tick == 0 ? "0" : Text(tick))}</text>""");
    }

    private Markup Dot(double value, int index, NiceScale scale) => Markup.Of(
        $"""<circle class="dot" cx="{X(value, scale)}%" cy="{Middle + Offsets[index % Offsets.Length]}" r="4.5"><title>{Text(value)}</title></circle>""");

    private string Text(double value) => MetricFormat.Format(Unit, value);

    private static double X(double value, NiceScale scale) => Math.Clamp(100 * value / scale.Max, 0, 100);
}
