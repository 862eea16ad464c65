using PerfFunctions.Engine.Capacity;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Charts;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections.Load;

/// <summary>The capacity that follows from the steps of a load, or why none does.</summary>
internal static class CapacityBlock
{
    public static Markup Render(ScenarioFigures figures) => figures.Capacity is not { } capacity ? Markup.Empty : Markup.Of(
        $"""
        <div class="more"><h3>Capacity</h3>
        <ul>{capacity.Sentences.Select(s => Markup.Of($"<li>{s}</li>"))}</ul>
        {(capacity.Analysis.Models.Count == 0 ? Markup.Empty : Parts.Scrolled("Capacity models", Table(capacity.Analysis)))}
        {(capacity.Analysis.Chosen is null ? Markup.Empty : Markup.Of($"""<div class="charts">{CapacityChart.Render(capacity.Analysis)}</div>"""))}
        </div>
        """);

    private static Markup Table(CapacityAnalysis analysis) => Markup.Of(
        $"""
        <table class="numbers">
        <thead><tr><th scope="col">Model</th><th scope="col">λ (95 %)</th><th scope="col">σ (95 %)</th><th scope="col">κ (95 %)</th><th scope="col">Residual</th><th scope="col">AICc</th></tr></thead>
        <tbody>{analysis.Models.Select(m => Row(m, m == analysis.Chosen))}</tbody>
        </table>
        """);

    private static Markup Row(FittedModel model, bool isChosen)
    {
        Markup name = isChosen ? Markup.Of($"<b>{CapacityFigures.NameOf(model.Model)}</b> (chosen)") : Markup.Of($"{CapacityFigures.NameOf(model.Model)}");
        return Markup.Of(
            $"""
            <tr><th scope="row">{name}</th><td>{CapacityFigures.Text(model.Lambda, MetricUnit.PerSecond)}</td><td>{CapacityFigures.Text(model.Sigma, MetricUnit.Score)}</td><td>{CapacityFigures.Text(model.Kappa, MetricUnit.Score)}</td><td>{MetricFormat.Format(MetricUnit.PerSecond, model.ResidualError)}</td><td>{CapacityFigures.Aicc(model)}</td></tr>
            """);
    }
}
