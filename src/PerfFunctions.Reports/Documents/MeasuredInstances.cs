using System.Globalization;
using PerfFunctions.Engine.Capacity;
using PerfFunctions.Engine.Forecasts;
using PerfFunctions.Engine.Objectives;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.Reports.Documents;

/// <summary>
/// Safe throughput over instances of the tested system, from several runs. How many instances there were is the value of the plan's
/// parameter <see cref="Parameter"/> in each run.
/// </summary>
/// <param name="Points">Runs with their instances and safe throughput, newest first.</param>
internal sealed record MeasuredInstances(IReadOnlyList<InstancePoint> Points)
{
    /// <summary>Name of the parameter.</summary>
    public const string Parameter = "instances";

    /// <summary>Whether the runs had different numbers of instances, so that they say something about them.</summary>
    public bool Differ => Points.Select(p => p.Instances).Distinct().Skip(1).Any();

    /// <summary>What the points say.</summary>
    public CapacityAnalysis Analysis => field ??= CapacityAnalysis.Of(
        [.. Points.Select(p => new CapacityPoint(p.Instances, p.PerSecond))], ConcurrencyUnit.Instances);

    /// <summary>Reads the runs in which the load of a scenario rose step by step.</summary>
    /// <param name="source">Plan and runs.</param>
    /// <param name="scenario">Name of the scenario.</param>
    /// <param name="limits">Limits of response time that a safe load meets.</param>
    public static MeasuredInstances Of(DocumentSource source, string scenario, IReadOnlyList<LatencyObjective> limits) => new(
    [
        .. from run in source.Loads
           let instances = InstancesOf(run, source)
           where instances is not null
           from reading in CapacityReader.Read(run.Summary!)
           where reading.Scenario == scenario
           let safe = SafeLoad.OfAll(reading, limits).Point
           where safe is not null
           select new InstancePoint(run, instances.Value, safe.Throughput),
    ]);

    /// <summary>How many instances there were in a run; null where that was not said.</summary>
    public static int? InstancesOf(RunReport run, DocumentSource source) =>
        int.TryParse(
            run.Parameters.GetValueOrDefault(Parameter) ?? source.Plan.Parameters.GetValueOrDefault(Parameter),
            NumberStyles.None, CultureInfo.InvariantCulture, out int instances) && instances is > 0 and <= InstanceScaling.MaxInstances
            ? instances
            : null;
}

/// <summary>What a number of instances did together.</summary>
/// <param name="Run">The run that measured it.</param>
/// <param name="Instances">The number.</param>
/// <param name="PerSecond">Safe throughput, per second.</param>
internal sealed record InstancePoint(RunReport Run, int Instances, double PerSecond);
