using System.Globalization;
using PerfFunctions.Engine.Capacity;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Forecasts;

/// <summary>How much more instances do together.</summary>
public sealed class InstanceScaling
{
    /// <summary>The highest number of instances that is looked at.</summary>
    public const int MaxInstances = 1000;

    // Fitted throughput of exactly the demand may lie a rounding below it.
    private const double Hair = 1e-9;

    private readonly ScalabilityLaw _law;
    private readonly int _highest;

    private InstanceScaling(ScalabilityLaw law, int highest, string assumption)
    {
        _law = law;
        _highest = highest;
        Assumption = assumption;
    }

    /// <summary>What it rests on, in one sentence.</summary>
    public string Assumption { get; }

    /// <summary>Instances that share nothing: each adds the same.</summary>
    /// <param name="perInstance">Safe throughput of one, per second; above 0.</param>
    public static InstanceScaling Independent(double perInstance)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perInstance);
        return new InstanceScaling(
            new ScalabilityLaw(perInstance, 0, 0),
            MaxInstances,
            $"Instances are assumed to be independent, {Rate(perInstance)} each: measure runs with several numbers of instances to see what they " +
                $"share.");
    }

    /// <summary>What was measured with several numbers of instances.</summary>
    /// <param name="analysis">Points of instances and the throughput that is safe with them, with a model.</param>
    /// <exception cref="ArgumentException">It is not about instances, or has no model.</exception>
    public static InstanceScaling Measured(CapacityAnalysis analysis)
    {
        if (analysis.Unit != ConcurrencyUnit.Instances || analysis.Chosen is not { } model)
        {
            throw new ArgumentException(
                analysis.Refusals.Count > 0 ? analysis.Refusals[0] : $"The points are of {analysis.Unit.ToString().ToLowerInvariant()}; points of " +
                    $"instances are needed.",
                nameof(analysis));
        }

        int highest = (int)Math.Min(MaxInstances, model.Law.PeakAt() is { } peak ? Math.Floor(peak) : MaxInstances);
        return new InstanceScaling(model.Law, highest, string.Create(CultureInfo.InvariantCulture,
            $"Throughput over instances follows {CapacityText.NameOf(model.Model)}, measured with {analysis.Points[0].Concurrency:0} to " +
                $"{analysis.Points[^1].Concurrency:0} instances; more than that is extrapolated."));
    }

    /// <summary>Safe throughput of so many instances together, per second.</summary>
    public double ThroughputOf(int instances) => instances <= 0 ? 0 : _law.ThroughputAt(instances);

    /// <summary>The fewest instances that a demand per second takes; null when no number of them suffices.</summary>
    public int? InstancesFor(double demand)
    {
        for (int instances = 1; instances <= _highest; instances++)
        {
            if (ThroughputOf(instances) * (1 + Hair) >= demand)
            {
                return instances;
            }
        }

        return null;
    }

    private static string Rate(double perSecond) => MetricFormat.Format(MetricUnit.PerSecond, perSecond);
}
