using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections.Load;

/// <summary>Errors by kind, and what became of the planned sends.</summary>
internal static class ErrorTable
{
    private const int MaxKinds = 50;

    public static Markup Render(ScenarioFigures figures) => Markup.Of(
        $"""
        <div><h3>Errors by kind</h3>
        {Errors(figures)}
        <h3>Arrivals</h3>
        {Arrivals(figures)}
        </div>
        """);

    private static Markup Errors(ScenarioFigures figures) => figures.Errors.Count == 0
        ? Markup.Of($"""<p class="nothing good"><span aria-hidden="true">✓</span> No request failed.</p>""")
        : Parts.Scrolled("Errors by kind", Markup.Of(
            $"""
            <table class="numbers">
            <thead><tr><th scope="col">Kind</th><th scope="col">Requests</th><th scope="col">Share</th></tr></thead>
            <tbody>{figures.Errors.Take(MaxKinds).Select(e => Row(e, figures.Scenario.Counts.Completed))}{Rest(figures.Errors.Count)}</tbody>
            </table>
            """));

    private static Markup Row(KeyValuePair<string, long> error, long completed)
    {
        string share = completed > 0 ? MetricFormat.Format(MetricUnit.Share, (double)error.Value / completed) : MetricFormat.NoData;
        return Markup.Of($"""<tr><th scope="row">{error.Key}</th><td><b>{Parts.Count(error.Value)}</b></td><td>{share}</td></tr>""");
    }

    private static Markup Rest(int kinds) => kinds <= MaxKinds
        ? Markup.Empty
        : Markup.Of($"""<tr><td colspan="3">and {kinds - MaxKinds} more kinds</td></tr>""");

    private static Markup Arrivals(ScenarioFigures figures)
    {
        IntervalCounts counts = figures.Scenario.Delivery;
        if (figures.Scenario.Planned == 0)
        {
            return Markup.Of($"""<p>Closed model: the users started <b>{Parts.Count(counts.Started)}</b> iterations, each as soon as the previous one ended.</p>""");
        }

        return Markup.Of(
            $"""
            <p>Of <b>{Parts.Count(figures.Scenario.Planned)}</b> planned arrivals <b>{Parts.Count(counts.Started)}</b> started, <b>{Parts.Count(counts.Late)}</b> of them late; <b>{Parts.Count(counts.Dropped)}</b> were dropped because no room was left to send them.</p>
            """);
    }
}
