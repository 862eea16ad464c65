using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Reports.Figures;

/// <summary>One load's value of a metric.</summary>
/// <param name="Load">Number of the load.</param>
/// <param name="Value">The value, finite.</param>
/// <param name="IsNoisy">Whether the machine was noisy during the load.</param>
internal sealed record LoadPoint(int Load, double Value, bool IsNoisy)
{
    /// <summary>The loads that have the metric, in their order.</summary>
    public static IReadOnlyList<LoadPoint> Of(IEnumerable<PageLoad> loads, string metric) =>
    [
        .. from load in loads
           where load.Failure is null && load.Values.TryGetValue(metric, out double value) && double.IsFinite(value)
           select new LoadPoint(load.Number, load.Values[metric], load.Noise is not null),
    ];
}
