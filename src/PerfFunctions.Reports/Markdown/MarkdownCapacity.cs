using PerfFunctions.Engine.Capacity;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Figures;
using static PerfFunctions.Reports.Markdown.MarkdownText;

namespace PerfFunctions.Reports.Markdown;

/// <summary>The capacity that follows from the steps of a load, or why none does.</summary>
internal static class MarkdownCapacity
{
    public static IEnumerable<MarkdownBlock> Of(IReadOnlyList<ScenarioFigures> scenarios)
    {
        foreach (ScenarioFigures figures in scenarios)
        {
            if (figures.Capacity is not { } capacity)
            {
                continue;
            }

            string name = Escape(figures.Scenario.Name);
            yield return MarkdownBlock.List($"Capacity of {name}", capacity.Sentences.Select(Escape));
            if (capacity.Analysis.Models.Count > 0)
            {
                yield return MarkdownBlock.Table(
                    $"Capacity models of {name}", ["Model", "λ (95 %):", "σ (95 %):", "κ (95 %):", "Residual:", "AICc:"],
                    capacity.Analysis.Models.Select(m => Row(m, m == capacity.Analysis.Chosen)));
            }
        }
    }

    private static IReadOnlyList<string> Row(FittedModel model, bool isChosen) =>
    [
        isChosen ? $"**{CapacityFigures.NameOf(model.Model)}** (chosen)" : CapacityFigures.NameOf(model.Model),
        CapacityFigures.Text(model.Lambda, MetricUnit.PerSecond),
        CapacityFigures.Text(model.Sigma, MetricUnit.Score),
        CapacityFigures.Text(model.Kappa, MetricUnit.Score),
        MetricFormat.Format(MetricUnit.PerSecond, model.ResidualError),
        CapacityFigures.Aicc(model),
    ];
}
