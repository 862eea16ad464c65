using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Charts;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Sections.Load;

/// <summary>One request by itself: over time, where its time goes, what the target states of it, and how it fails.</summary>
internal static class RequestDetails
{
    private const int MaxName = 120;
    private const int MaxKinds = 20;

    /// <summary>The details, folded.</summary>
    /// <param name="request">The request.</param>
    /// <param name="anchor">Its place in the page.</param>
    /// <param name="points">The most points of a chart.</param>
    public static Markup Render(SeriesFigures request, string anchor, int points) => Markup.Of(
        $"""
        <details class="request" id="{anchor}"><summary>{CleanText.Line(request.Series.Title, MaxName)} <code>{request.Series.Key}</code></summary>
        {Charts(request, points)}
        <div class="columns">
        <div><h4>Latency</h4>{Latency(request)}{Timings(request)}</div>
        <div><h4>Responses</h4>{Responses(request)}</div>
        </div>
        {Phases(request)}
        {ExemplarTable.Render(request.Series.Exemplars)}
        {FailureList.Render(request.Failures)}
        </details>
        """);

    private static Markup Charts(SeriesFigures request, int points)
    {
        IReadOnlyList<TimelineBucket> timeline = TimelineBucket.Of(request.Series.Timeline, points);
        return timeline.Count < 2 || request.Response is null ? Markup.Empty : Markup.Of(
            $"""
            <div class="charts pair">
            {Chart("Response time", MetricUnit.Milliseconds, timeline, new("p50", "s1", [.. timeline.Select(b => b.P50Ms)]) { Filled = true }, new("p95", "s2", [.. timeline.Select(b => b.P95Ms)]))}
            {Chart("Throughput and errors", MetricUnit.PerSecond, timeline, new("completed", "s4", [.. timeline.Select(b => (double?)b.PerSecond(c => c.Completed))]), new("errors", "s5", [.. timeline.Select(b => (double?)b.PerSecond(c => c.Failed))]))}
            </div>
            """);
    }

    private static Markup Chart(string title, MetricUnit unit, IReadOnlyList<TimelineBucket> timeline, params LineSeries[] series) =>
        new LineChart { Title = title, Unit = unit, Seconds = [.. timeline.Select(b => b.Second)], Series = series }.Render();

    private static Markup Latency(SeriesFigures request) => request is { Response: { } response, Service: { } service }
        ? Parts.Scrolled("Latency", Markup.Of(
            $"""
            <table class="numbers">
            <thead><tr><td></td><th scope="col">Response</th><th scope="col">Service</th></tr></thead>
            <tbody>{response.Rows.Zip(service.Rows, (r, s) => Markup.Of($"""<tr><th scope="row">{r.Key}</th><td><b>{Parts.Time(r.Value)}</b></td><td>{Parts.Time(s.Value)}</td></tr>"""))}</tbody>
            </table>
            """))
        : Markup.Of($"""<p class="nothing">{request.Series.LatencyMissing ?? "No request got a response."}</p>""");

    private static Markup Timings(SeriesFigures request) => request.Timings.Count == 0 ? Markup.Empty : Markup.Of(
        $"""
        <h4>Server-Timing</h4>
        {Parts.Scrolled("Server-Timing", Markup.Of(
            $"""
            <table class="numbers">
            <thead><tr><th scope="col">Entry</th><th scope="col">Responses</th><th scope="col">p50</th><th scope="col">p95</th><th scope="col">max</th></tr></thead>
            <tbody>{request.Timings.Select(Timing)}</tbody>
            </table>
            """))}
        """);

    private static Markup Timing(SeriesFigures timing) => timing.Response is not { } times ? Markup.Empty : Markup.Of(
        $"""<tr><th scope="row"><code>{timing.Series.Title}</code></th><td>{Parts.Count(timing.Series.Counts.Completed)}</td><td>{Parts.Time(times.P50)}</td><td><b>{Parts.Time(times.P95)}</b></td><td>{Parts.Time(times.Max)}</td></tr>""");

    private static Markup Responses(SeriesFigures request)
    {
        SeriesSummary series = request.Series;
        return Markup.Of(
            $"""
            {Parts.Scrolled("Responses", Markup.Of(
                $"""
                <table class="numbers">
                <thead><tr><th scope="col">Status or failure</th><th scope="col">Requests</th><th scope="col">Share</th></tr></thead>
                <tbody>{series.Statuses.Select(s => Count($"status {s.Key}", s.Value, series))}{series.Errors.Where(e => !IsStatus(e.Key)).Take(MaxKinds).Select(e => Count(e.Key, e.Value, series))}</tbody>
                </table>
                """))}
            <p class="sub"><b>{MetricFormat.Format(MetricUnit.Bytes, series.Counts.Bytes)}</b> received, <b>{MetricFormat.Format(MetricUnit.Bytes, series.Counts.BytesSent)}</b> sent in bodies; <b>{Parts.Count(series.Counts.Connections)}</b> connections opened, <b>{Parts.Count(series.Counts.Followed)}</b> redirects followed.</p>
            """);
    }

    private static bool IsStatus(string kind) => kind.StartsWith("status ", StringComparison.Ordinal);

    private static Markup Count(string what, long count, SeriesSummary series) => Markup.Of(
        $"""<tr><th scope="row">{what}</th><td><b>{Parts.Count(count)}</b></td><td>{MetricFormat.Format(MetricUnit.Share, (double)count / Math.Max(1, series.Counts.Completed))}</td></tr>""");

    private static Markup Phases(SeriesFigures request) => request.Phases.Count == 0 ? Markup.Empty : Markup.Of(
        $"""<div class="more"><h4>Where the time goes</h4>{PhaseTable.Bar(request.Phases)}{Parts.Scrolled("Where the time goes", PhaseTable.Table(request.Phases))}</div>""");
}
