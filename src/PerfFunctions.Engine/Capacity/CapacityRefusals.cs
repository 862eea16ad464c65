using System.Globalization;

namespace PerfFunctions.Engine.Capacity;

/// <summary>Why no capacity follows from points, one sentence each.</summary>
internal static class CapacityRefusals
{
    // Scatter of a few percent is no rise: below this, the lowest load is taken to have saturated the target already.
    private const double MinRise = 1.05;

    /// <summary>What the points lack; empty when a model can be fitted.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<CapacityPoint> points, ConcurrencyUnit unit)
    {
        string[] invalid = [.. points.SelectMany((p, i) => Invalid(i + 1, p))];
        if (invalid.Length > 0)
        {
            return invalid;
        }

        int loads = points.Select(p => p.Concurrency).Distinct().Count();
        int needed = ModelFitter.LoadsNeeded(ScalabilityModel.Linear);
        string needs = string.Create(CultureInfo.InvariantCulture,
            $"A linear model needs {needed} different loads, Amdahl's law {ModelFitter.LoadsNeeded(ScalabilityModel.Amdahl)} and the Universal " +
                $"Scalability Law {ModelFitter.LoadsNeeded(ScalabilityModel.Universal)}.");
        return loads == 0 ? [$"There is no measured load. {needs}"]
            : loads == 1 ? [string.Create(CultureInfo.InvariantCulture, $"All {points.Count} points were measured at one load " +
                $"({CapacityText.Count(points[0].Concurrency, unit)}). {needs}")]
            : loads < needed ? [FormattableString.Invariant($"Only {loads} different loads were measured. {needs}")]
            : Rises(points) ? []
            : [string.Create(CultureInfo.InvariantCulture,
                $"Throughput does not rise with the load: it is {CapacityText.Rate(LowestOf(points))} at the lowest load and never more than " +
                    $"{CapacityText.Rate(points.Max(p => p.Throughput))}. Measure lower loads, at which the target is not busy yet.")];
    }

    private static IEnumerable<string> Invalid(int number, CapacityPoint point)
    {
        foreach ((string name, double value) in new[] { ("concurrency", point.Concurrency), ("throughput", point.Throughput) })
        {
            if (!double.IsFinite(value) || value <= 0)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"Point {number} has a {name} of {value}; a finite number above 0 is " +
                    $"needed.");
            }
        }
    }

    private static bool Rises(IReadOnlyList<CapacityPoint> points) => points.Max(p => p.Throughput) >= MinRise * LowestOf(points);

    // The mean of all points at the lowest load.
    private static double LowestOf(IReadOnlyList<CapacityPoint> points)
    {
        double lowest = points.Min(p => p.Concurrency);
        return points.Where(p => p.Concurrency.Equals(lowest)).Average(p => p.Throughput);
    }
}
