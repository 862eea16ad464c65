using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections.Load;

/// <summary>A load that rises step by step, each step by itself, so that the knee is seen.</summary>
internal static class StepTable
{
    public static Markup Render(ScenarioFigures figures) =>
        figures.Steps.Count == 0 && figures.Scenario.Breakpoint is null ? Markup.Empty : Markup.Of(
        $"""
        <div class="more"><h3>Step by step</h3>
        {(figures.Scenario.Breakpoint is { } breakpoint ? Markup.Of($"<p><b>{breakpoint.Words}</b></p>") : Markup.Empty)}
        {(figures.Steps.Count == 0 ? Markup.Empty : Parts.Scrolled("Step by step", Table(figures)))}
        </div>
        """);

    private static Markup Table(ScenarioFigures figures) => Markup.Of(
        $"""
        <table class="numbers">
        <thead><tr><th scope="col">Planned rate</th><th scope="col">Started</th><th scope="col">Completed</th><th scope="col">p50</th><th scope="col">p95</th><th scope="col">Errors</th></tr></thead>
        <tbody>{figures.Steps.Select(Row)}</tbody>
        </table>
        """);

    private static Markup Row(WindowFigures step) => Markup.Of(
        $"""<tr><th scope="row">{Text(MetricUnit.PerSecond, step.Asked)}</th><td>{Text(MetricUnit.PerSecond, step.StartedPerSecond)}</td><td><b>{Text(MetricUnit.PerSecond, step.CompletedPerSecond)}</b></td><td>{Text(MetricUnit.Milliseconds, step.Response?.P50)}</td><td><b>{Text(MetricUnit.Milliseconds, step.Response?.P95)}</b></td><td>{Text(MetricUnit.Share, step.ErrorShare)}</td></tr>""");

    private static string Text(MetricUnit unit, double? value) => value is { } number ? MetricFormat.Format(unit, number) : MetricFormat.NoData;
}
