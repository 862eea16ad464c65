using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Charts;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Sections.Load;

/// <summary>Every request of a scenario in one row, those that need a reader first; and each by itself for those who ask.</summary>
internal static class RequestTable
{
    private const int MaxName = 120;

    // The charts of all requests together stay at some hundred kilobytes, however many requests there are.
    private const int MaxPointsOfAll = 2_400;
    private const int MaxPoints = 120;
    private const int MinPoints = 20;

    /// <summary>The table; nothing for a scenario without results by request.</summary>
    /// <param name="figures">The scenario.</param>
    /// <param name="index">Its place in the report, for anchors.</param>
    public static Markup Render(ScenarioFigures figures, int index)
    {
        IReadOnlyList<SeriesFigures> requests = SeriesFigures.Requests(figures.Scenario);
        return requests.Count == 0 ? Markup.Empty : Markup.Of(
            $"""
            <div class="more"><h3>Requests</h3>
            {Parts.Scrolled("Requests", Markup.Of(
                $"""
                <table class="numbers requests">
                <thead><tr><th scope="col">Request</th><th scope="col">p95 over time</th><th scope="col">Requests</th><th scope="col">Per second</th><th scope="col">p50</th><th scope="col">p95</th><th scope="col">p99</th><th scope="col">Errors</th><th scope="col">Share of time</th></tr></thead>
                <tbody>{requests.Select((r, i) => Row(r, $"request-{index}-{i}"))}</tbody>
                </table>
                """))}
            <p class="sub">Requests with failures come first, then those that take the most of the scenario's time. A budget names a request by its slug: <code>{figures.Scenario.Name}.{requests[0].Series.Key}.latency.p95 &lt; 300ms</code>.</p>
            {requests.Select((r, i) => RequestDetails.Render(r, $"request-{index}-{i}", Math.Clamp(MaxPointsOfAll / requests.Count, MinPoints, MaxPoints)))}
            </div>
            """);
    }

    private static Markup Row(SeriesFigures request, string anchor) => Markup.Of(
        $"""
        <tr><th scope="row"><a href="#{anchor}">{CleanText.Line(request.Series.Title, MaxName)}</a></th><td>{Sparkline.Render($"p95 of {request.Series.Title} over time", request.Series.Timeline)}</td><td>{Parts.Count(request.Series.Counts.Sent)}</td><td>{Text(MetricUnit.PerSecond, request.Throughput)}</td><td>{Text(MetricUnit.Milliseconds, request.Response?.P50)}</td><td><b>{Text(MetricUnit.Milliseconds, request.Response?.P95)}</b></td><td>{Text(MetricUnit.Milliseconds, request.Response?.P99)}</td><td class="{(request.Series.Counts.Failed > 0 ? "failed" : "")}">{Text(MetricUnit.Share, request.ErrorShare)}</td><td>{Share(request.TimeShare)}</td></tr>
        """);

    private static Markup Share(double? share) => share is { } part
        ? Markup.Of($"""<span class="share"><svg width="48" height="8" aria-hidden="true"><rect class="track" width="48" height="8" rx="2"/><rect class="bar" width="{48 * part}" height="8" rx="2"/></svg>{MetricFormat.Format(MetricUnit.Share, part, 2)}</span>""")
        : Markup.Of($"{MetricFormat.NoData}");

    private static string Text(MetricUnit unit, double? value) => value is { } number ? MetricFormat.Format(unit, number) : MetricFormat.NoData;
}
