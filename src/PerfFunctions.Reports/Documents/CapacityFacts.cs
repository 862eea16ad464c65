using PerfFunctions.Engine.Forecasts;
using PerfFunctions.Engine.Objectives;

namespace PerfFunctions.Reports.Documents;

/// <summary>What is known of the system's capacity and demand, and what is missing, one sentence each.</summary>
internal sealed class CapacityFacts
{
    private CapacityFacts(DocumentSource source)
    {
        Measured = source.Capacity;
        Objective = StrictestOf(source.Objectives, Measured);
        Safe = Measured is null ? null : SafeLoad.Of(Measured.Reading, Objective);
        PerInstance = Safe?.Point?.Throughput / source.Question.Instances;
        Demand = DemandOf(source);
        Missing = [.. MissingOf()];
    }

    /// <summary>The measured steps; null for none.</summary>
    public MeasuredCapacity? Measured { get; }

    /// <summary>The objective that the safe load is held to; null for none.</summary>
    public LatencyObjective? Objective { get; }

    /// <summary>The load up to which the objective holds; null when no steps were measured.</summary>
    public SafeLoad? Safe { get; }

    /// <summary>Safe throughput of one instance, per second; null when it is unknown.</summary>
    public double? PerInstance { get; }

    /// <summary>Requests per second at the busiest time of an ordinary day; null when no journey says it.</summary>
    public double? Demand { get; }

    /// <summary>Why there is no forecast, one sentence each; empty when there is one.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Reads them.</summary>
    public static CapacityFacts Of(DocumentSource source) => new(source);

    /// <summary>Demand and instances month by month; null when something is missing.</summary>
    public CapacityForecast? Forecast(DocumentSource source)
    {
        CapacityQuestion question = source.Question;
        return Missing.Count > 0 || question.Prices.Find(question.Size) is not { } size ? null : CapacityForecast.Of(new ForecastInput(
            DemandForecast.Of(Demand!.Value, source.Objectives.Growth ?? new DemandGrowth(), DateOnly.FromDateTime(source.At.UtcDateTime), question.Months),
            InstanceScaling.Independent(PerInstance!.Value), question.Prices, size, question.Instances)
        {
            MonthlyLimit = source.Objectives.MonthlyCost,
        });
    }

    // Journeys that the steps measure; of several, the one whose limit is the shortest decides.
    private static LatencyObjective? StrictestOf(ServiceObjectives objectives, MeasuredCapacity? measured) => measured is null
        ? null
        : objectives.Journeys
            .Where(j => j.Subject == measured.Reading.Scenario || j.Subject.StartsWith($"{measured.Reading.Scenario}.", StringComparison.Ordinal))
            .SelectMany(j => j.Latency)
            .MinBy(l => l.Limit);

    private static double? DemandOf(DocumentSource source)
    {
        double[] rates = [.. source.Objectives.Journeys.Select(j => j.Throughput).OfType<double>()];
        return rates.Length == 0 ? null : rates.Sum();
    }

    private IEnumerable<string> MissingOf()
    {
        if (Measured is null)
        {
            yield return "No run measured throughput at several loads: run a scenario with `preset: scalability` or `preset: breakpoint`.";
        }
        else if (Safe!.Point is null)
        {
            yield return DocumentWriter.Plain(Safe.Reason);
        }

        if (Demand is null)
        {
            yield return "No journey states its throughput, so the demand is unknown.";
        }
    }
}
