using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Sections.Load;

/// <summary>The slowest traced requests, to look up in the target's own tracing.</summary>
internal static class ExemplarTable
{
    public static Markup Render(IReadOnlyList<Exemplar> exemplars) => exemplars.Count == 0 ? Markup.Empty : Markup.Of(
        $"""
        <div class="more"><h3>Slowest traced requests</h3>
        {Parts.Scrolled("Slowest traced requests", Markup.Of(
            $"""
            <table class="traces">
            <thead><tr><th scope="col">Response</th><th scope="col">At</th><th scope="col">Request</th><th scope="col">Trace id</th><th scope="col">Outcome</th></tr></thead>
            <tbody>{exemplars.Select(Row)}</tbody>
            </table>
            """))}
        <p class="sub">Each was sent with a <code>traceparent</code> header: look its id up in the target's tracing to see where the time went.</p>
        </div>
        """);

    private static Markup Row(Exemplar exemplar) => Markup.Of(
        $"""<tr><td><b>{Parts.Time(exemplar.ResponseMs)}</b></td><td>{Span.Clock(exemplar.Second)}</td><td>{exemplar.Step}</td><td><code>{exemplar.TraceId}</code></td><td class="{(exemplar.Failure is null ? "quiet" : "failed")}">{exemplar.Failure ?? "ok"}</td></tr>""");
}
