using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Charts;

/// <summary>
/// Every load of a page as a sign on one axis, median and its interval marked, with the bands of good and poor behind. A
/// noisy load is a diamond, one that was made again is hollow; loads of the base have a row of their own.
/// </summary>
internal sealed record StripPlot(string Metric, MetricUnit Unit, SampleFigures Figures)
{
    private const int Row = 40;
    private const int Middle = 20;
    private const int AxisRoom = 16;
    private const int Steps = 3;

    // Signs of equal loads would hide each other: they step up and down around the middle.
    private static readonly int[] Offsets = [0, -7, 7, -3, 4, -10, 10];

    /// <summary>Loads that were made again, and are in no figure.</summary>
    public IReadOnlyList<LoadPoint> Repeated { get; init; } = [];

    /// <summary>Loads of the base that were made again; shown where <see cref="Base"/> is.</summary>
    public IReadOnlyList<LoadPoint> BaseRepeated { get; init; } = [];

    /// <summary>The base that it is compared with; null for none.</summary>
    public SampleFigures? Base { get; init; }

    /// <summary>The limit of its budget; null for none.</summary>
    public double? Limit { get; init; }

    private IReadOnlyList<LoadPoint> ShownBaseRepeated => Base is null ? [] : BaseRepeated;

    private int Bottom => Base is null ? Row : 2 * Row;

    /// <summary>The drawing alone.</summary>
    public Markup Render()
    {
        VitalBand? band = VitalBand.Of(Metric);
        double most = Repeated.Concat(ShownBaseRepeated).Select(p => p.Value).Append(Figures.Max).Append(Base?.Max ?? 0).Max();
        NiceScale scale = NiceScale.For(Math.Max(Math.Max(most, Limit ?? 0) * 1.05, (band?.Poor ?? 0) * 1.15), Steps);
        return Markup.Of(
            $"""
            <div class="strip" role="img" aria-label="{Description(band)}"><svg width="100%" height="{Bottom + AxisRoom}" aria-hidden="true">{Bands(band, scale)}
            <line class="base" x1="0" x2="100%" y1="{Bottom}" y2="{Bottom}"/>{scale.Ticks.Select(t => Tick(t, scale))}
            {LimitLine(scale)}{Loads(Figures, scale, Middle, "")}{(Base is null ? Markup.Empty : Loads(Base, scale, Row + Middle, "other"))}
            {Repeated.Select((p, i) => Sign(p, i, scale, Middle, "again", "repeated"))}
            {ShownBaseRepeated.Select((p, i) => Sign(p, i, scale, Row + Middle, "again", "base, repeated"))}</svg></div>
            """);
    }

    private string Description(VitalBand? band)
    {
        string[] parts =
        [
            $"{Metric}: {List(Figures.Points)}; median {Text(Figures.Median)}{(band is null ? "" : $", {band.Rating(Figures.Median)}")}",
            .. Figures.Interval is { } interval ? [$"between {Text(interval.Low)} and {Text(interval.High)}"] : Array.Empty<string>(),
            .. Repeated.Count > 0 ? [$"repeated: {List(Repeated)}"] : Array.Empty<string>(),
            .. Base is not null ? [$"base: {List(Base.Points)}; median {Text(Base.Median)}"] : Array.Empty<string>(),
            .. ShownBaseRepeated.Count > 0 ? [$"base repeated: {List(ShownBaseRepeated)}"] : Array.Empty<string>(),
            .. Limit is { } limit ? [$"budget {Text(limit)}"] : Array.Empty<string>(),
        ];
        return string.Join("; ", parts) + ".";
    }

    private string List(IReadOnlyList<LoadPoint> points) => string.Join(", ", points.Select(p => $"{Text(p.Value)}{(p.IsNoisy ? " noisy" : "")}"));

    private IEnumerable<Markup> Bands(VitalBand? band, NiceScale scale)
    {
        if (band is null)
        {
            return [];
        }

        (double good, double poor) = (X(band.Good, scale), X(band.Poor, scale));
        return [Band("good", 0, good), Band("warn", good, poor), Band("bad", poor, 100)];
    }

    private Markup Band(string tone, double from, double to) => Markup.Of(
        $"""<rect class="band {tone}" x="{from}%" y="0" width="{to - from}%" height="{Bottom}"/>""");

    private Markup Tick(double tick, NiceScale scale)
    {
        double x = X(tick, scale);
        string anchor = x < 1 ? "start" : x > 99 ? "end" : "middle";
        return Markup.Of($"""<text x="{x}%" y="{Bottom + AxisRoom - 2}" text-anchor="{anchor}">{(tick == 0 ? "0" : Text(tick))}</text>""");
    }

    private Markup LimitLine(NiceScale scale) => Limit is not { } limit ? Markup.Empty : Markup.Of(
        $"""<line class="budget" x1="{X(limit, scale)}%" x2="{X(limit, scale)}%" y1="0" y2="{Bottom}"/>""");

    private Markup Loads(SampleFigures figures, NiceScale scale, double middle, string kind)
    {
        Markup interval = figures.Interval is not { } i ? Markup.Empty : Markup.Of(
            $"""<rect class="interval" x="{X(i.Low, scale)}%" y="{middle - 14}" width="{X(i.High, scale) - X(i.Low, scale)}%" height="28" rx="4"/>""");
        double median = X(figures.Median, scale);
        return Markup.Of(
            $"""
            {interval}<line class="median" x1="{median}%" x2="{median}%" y1="{middle - 16}" y2="{middle + 16}"/>
            {figures.Points.Select((p, n) => Sign(p, n, scale, middle, kind, kind.Length == 0 ? "" : "base"))}
            """);
    }

    private Markup Sign(LoadPoint point, int index, NiceScale scale, double middle, string kind, string word)
    {
        (double x, double y) = (X(point.Value, scale), middle + Offsets[index % Offsets.Length]);
        Markup title = Markup.Of(
            $"<title>{Text(point.Value)}, load {point.Load}{(word.Length == 0 ? "" : $", {word}")}{(point.IsNoisy ? ", noisy" : "")}</title>");
        return point.IsNoisy && kind != "again"
            ? Markup.Of($"""<svg x="{x}%" y="{y}" overflow="visible"><path class="dot noisy {kind}" d="M0-6.5L6.5 0 0 6.5-6.5 0Z">{title}</path></svg>""")
            : Markup.Of($"""<circle class="dot {kind}" cx="{x}%" cy="{y}" r="4.5">{title}</circle>""");
    }

    private string Text(double value) => MetricFormat.Format(Unit, value);

    private static double X(double value, NiceScale scale) => Math.Clamp(100 * value / scale.Max, 0, 100);
}
