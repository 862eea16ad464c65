using PerfFunctions.Engine.Capacity;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Reports.Figures;

/// <summary>What the steps of a scenario say about the target's capacity.</summary>
/// <param name="Reading">The steps.</param>
/// <param name="Analysis">Models, limits and sentences.</param>
internal sealed record CapacityFigures(CapacityReading Reading, CapacityAnalysis Analysis)
{
    /// <summary>All sentences: the analysis, then what a reader must know of the steps.</summary>
    public IReadOnlyList<string> Sentences => [.. Analysis.Sentences, .. Reading.Notes, .. Reading.LeftOut];

    /// <summary>The capacity of a scenario; null when its load does not rise step by step.</summary>
    public static CapacityFigures? Of(ScenarioSummary scenario) =>
        CapacityReader.Read(scenario) is { } reading ? new CapacityFigures(reading, reading.Analyze()) : null;

    /// <summary>A model's name at the start of a cell.</summary>
    public static string NameOf(ScalabilityModel model) => model switch
    {
        ScalabilityModel.Linear => "Linear",
        ScalabilityModel.Amdahl => "Amdahl's law",
        _ => "Universal Scalability Law",
    };

    /// <summary>An estimate with its interval: <c>0.0267 (0.0211 to 0.0323)</c>; a dash where the model has none.</summary>
    public static string Text(Estimate? estimate, MetricUnit unit) => estimate is { } e
        ? $"{MetricFormat.Format(unit, e.Value)} ({MetricFormat.Format(unit, e.Lower)} to {MetricFormat.Format(unit, e.Upper)})"
        : "–";

    /// <summary>Akaike's corrected criterion, to a tenth.</summary>
    public static string Aicc(FittedModel model) => model.Aicc.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
}
