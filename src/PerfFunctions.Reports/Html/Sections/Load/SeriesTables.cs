using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Sections.Load;

/// <summary>Iterations and groups, streams, checks, and metrics of the plan's own.</summary>
internal static class SeriesTables
{
    private const int MaxName = 120;

    /// <summary>The tables that the scenario has something for.</summary>
    public static Markup Render(ScenarioFigures figures) => Markup.Of(
        $"""
        {Spans([.. SeriesFigures.Of(figures.Scenario, SeriesKind.Iterations), .. SeriesFigures.Of(figures.Scenario, SeriesKind.Group)])}
        {Streams(SeriesFigures.Of(figures.Scenario, SeriesKind.Stream))}
        {Checks(SeriesFigures.Of(figures.Scenario, SeriesKind.Check))}
        {Measures(SeriesFigures.Of(figures.Scenario, SeriesKind.Measure))}
        """);

    private static Markup Spans(IReadOnlyList<SeriesFigures> spans) => spans.All(s => s.Series.Counts.Completed == 0) ? Markup.Empty : Section(
        "Iterations and groups",
        ["", "Completed", "Failed", "Duration p50", "Duration p95", "Without pauses p50", "Without pauses p95"],
        spans.Select(s => Row(
            s.Kind == SeriesKind.Iterations ? "Iterations of the flow" : s.Series.Title,
            Parts.Count(s.Series.Counts.Completed),
            Parts.Count(s.Series.Counts.Failed),
            Text(s.Response?.P50), Text(s.Response?.P95), Text(s.Service?.P50), Text(s.Service?.P95))),
        FailedAt(spans));

    private static Markup FailedAt(IReadOnlyList<SeriesFigures> spans)
    {
        string[] requests = [.. spans.Where(s => s.Kind == SeriesKind.Iterations).SelectMany(s => s.Series.Errors).Select(e => $"{Parts.Count(e.Value)} at {CleanText.Line(e.Key, MaxName)}")];
        return requests.Length == 0 ? Markup.Empty : Markup.Of($"""<p class="sub">Of the iterations, failed first: {string.Join(", ", requests)}.</p>""");
    }

    private static Markup Streams(IReadOnlyList<SeriesFigures> streams) => streams.Count == 0 ? Markup.Empty : Section(
        "Streams",
        [
            "Stream", "Opened", "Sent", "Received", "Sent per second", "Received per second",
            "First message p50", "First message p95", "Open p50",
        ],
        streams.Select(s => Row(
            s.Series.Title,
            Parts.Count(s.Series.Counts.Connections), Parts.Count(s.Series.Counts.Sent), Parts.Count(s.Series.Counts.Completed),
            Rate(s.SentPerSecond), Rate(s.Throughput), Text(s.Response?.P50), Text(s.Response?.P95), Text(s.Service?.P50))),
        Markup.Empty);

    private static string Rate(double? perSecond) =>
        perSecond is { } rate ? MetricFormat.Format(MetricUnit.PerSecond, rate) : MetricFormat.NoData;

    private static Markup Checks(IReadOnlyList<SeriesFigures> checks) => checks.Count == 0 ? Markup.Empty : Section(
        "Checks",
        ["Check", "Made", "Did not hold", "Held"],
        checks.Select(c => Row(
            c.Series.Title, Parts.Count(c.Series.Counts.Completed), Parts.Count(c.Series.Counts.Failed),
            c.ErrorShare is { } share
                ? MetricFormat.Format(MetricUnit.Share, 1 - share, MetricFormat.DistinguishingDigits(MetricUnit.Share, 1 - share, 1))
                : MetricFormat.NoData)),
        Markup.Empty);

    private static Markup Measures(IReadOnlyList<SeriesFigures> measures) => measures.Count == 0 ? Markup.Empty : Section(
        "Measured values",
        ["Metric", "Kind", "Values", "p50", "p95", "max", "Sum or share"],
        measures.Select(m => Row(
            m.Series.Title, m.Series.Measure.ToString().ToLowerInvariant(), Parts.Count(m.Series.Counts.Completed),
            Value(m, m.Response?.P50), Value(m, m.Response?.P95), Value(m, m.Response?.Max),
            m.Series.Measure == MeasureKind.Trend ? "" : Format(m, m.Measured))),
        Markup.Empty);

    private static string Value(SeriesFigures measure, double? number) =>
        measure.Series.Measure == MeasureKind.Trend ? Format(measure, number * measure.Scale) : "";

    private static string Format(SeriesFigures measure, double? value) => value is { } number
        ? MetricFormat.Format(measure.Series.Measure == MeasureKind.Rate ? MetricUnit.Share : measure.Series.Unit, number)
        : MetricFormat.NoData;

    private static string Text(double? ms) => ms is { } time ? Parts.Time(time) : MetricFormat.NoData;

    private static Markup Section(string title, string[] columns, IEnumerable<Markup> rows, Markup rest) => Markup.Of(
        $"""
        <div class="more"><h3>{title}</h3>
        {Parts.Scrolled(title, Markup.Of(
            $"""
            <table class="numbers">
            <thead><tr>{columns.Select(Parts.Column)}</tr></thead>
            <tbody>{rows}</tbody>
            </table>
            """))}
        {rest}
        </div>
        """);

    private static Markup Row(string name, params string[] cells) => Markup.Of(
        $"""<tr><th scope="row">{CleanText.Line(name, MaxName)}</th>{cells.Select(c => Markup.Of($"<td>{c}</td>"))}</tr>""");
}
