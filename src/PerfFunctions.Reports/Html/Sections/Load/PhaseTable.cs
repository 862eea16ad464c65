using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Charts;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections.Load;

/// <summary>What requests spend their time on.</summary>
internal static class PhaseTable
{
    public static Markup Render(ScenarioFigures figures) => figures.Phases.Count == 0 ? Markup.Empty : Markup.Of(
        $"""
        <div class="more"><h3>Where the time goes</h3>
        {Bar(figures.Phases)}
        {Parts.Scrolled("Where the time goes", Table(figures.Phases))}
        <p class="sub"><b>{Parts.Count(figures.Scenario.Counts.Connections)}</b> connections were opened for <b>{Parts.Count(figures.Scenario.Counts.Sent)}</b> requests. The first three phases happen once a connection; waiting is where the target works.</p>
        </div>
        """);

    /// <summary>The time of all requests by phase, as one bar.</summary>
    public static Markup Bar(IReadOnlyList<PhaseFigures> phases) => StackedBar.Render(
        "Time of all requests by phase", MetricUnit.Milliseconds, [.. phases.Select(p => KeyValuePair.Create(p.Name, p.TotalMs))],
        [.. phases.Select(Tone)]);

    /// <summary>A row for each phase.</summary>
    public static Markup Table(IReadOnlyList<PhaseFigures> phases) => Markup.Of(
        $"""
        <table class="numbers">
        <thead><tr><th scope="col">Phase</th><th scope="col">Count</th><th scope="col">p50</th><th scope="col">p95</th><th scope="col">max</th><th scope="col">Share of time</th></tr></thead>
        <tbody>{phases.Select(Row)}</tbody>
        </table>
        """);

    // The target's own work, most of the time, has the first colour.
    private static int Tone(PhaseFigures phase) => phase.Phase switch
    {
        RequestPhase.Wait => 0,
        RequestPhase.Send => 1,
        RequestPhase.Connect => 2,
        RequestPhase.Tls => 3,
        RequestPhase.Dns => 4,
        _ => 5,
    };

    private static Markup Row(PhaseFigures phase) => Markup.Of(
        $"""<tr><th scope="row"><span class="swatch t{Tone(phase)}" aria-hidden="true"></span>{phase.Name} <span class="quiet meaning">{phase.Meaning}</span></th><td>{Parts.Count(phase.Count)}</td><td><b>{Parts.Time(phase.P50)}</b></td><td>{Parts.Time(phase.P95)}</td><td>{Parts.Time(phase.Max)}</td><td>{MetricFormat.Format(MetricUnit.Share, phase.Share)}</td></tr>""");
}
