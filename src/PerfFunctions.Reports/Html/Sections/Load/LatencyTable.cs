using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections.Load;

/// <summary>Response beside service time, and what the two mean.</summary>
internal static class LatencyTable
{
    public static Markup Render(ScenarioFigures figures) => Markup.Of(
        $"""
        <div><h3>Latency</h3>
        {Table(figures)}
        <p class="sub"><b>Response time</b> counts from the moment a request was due: it is what a user waits, queueing included. <b>Service time</b> counts from the moment it was sent. When the two part, requests queued before they could be sent.</p>
        {Remark(figures.Queued)}
        {Remark(figures.Scenario.LeftOut is { } leftOut ? $"Latency of {leftOut}." : null)}
        </div>
        """);

    private static Markup Remark(string? remark) => remark is null ? Markup.Empty : Markup.Of(
        $"""<p class="remark">{char.ToUpperInvariant(remark[0]) + remark[1..]}</p>""");

    private static Markup Table(ScenarioFigures figures) => figures is { Response: { } response, Service: { } service }
        ? Parts.Scrolled("Latency", Markup.Of(
            $"""
            <table class="numbers">
            <thead><tr><td></td><th scope="col">Response</th><th scope="col">Service</th></tr></thead>
            <tbody>{response.Rows.Zip(service.Rows, Row)}</tbody>
            </table>
            """))
        : Markup.Of($"""<p class="nothing">{figures.MissingReason}</p>""");

    private static Markup Row(KeyValuePair<string, double> response, KeyValuePair<string, double> service) => Markup.Of(
        $"""<tr><th scope="row">{response.Key}</th><td><b>{Parts.Time(response.Value)}</b></td><td>{Parts.Time(service.Value)}</td></tr>""");
}
