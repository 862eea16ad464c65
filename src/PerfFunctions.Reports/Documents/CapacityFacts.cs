using PerfFunctions.Engine.Capacity;
using PerfFunctions.Engine.Forecasts;
using PerfFunctions.Engine.Objectives;

namespace PerfFunctions.Reports.Documents;

/// <summary>What is known of the system's capacity and demand, and what is missing, one sentence each.</summary>
internal sealed class CapacityFacts
{
    private CapacityFacts(DocumentSource source)
    {
        Measured = source.Capacity;
        Safe = Measured is null ? null : SafeFor(Measured.Reading, [.. source.Objectives.Journeys.Where(Measures).SelectMany(j => j.Latency)]);
        PerInstance = Safe?.Point?.Throughput / source.Question.Instances;
        Demand = DemandOf(source.Objectives.Journeys.Where(Measures));
        Missing = [.. MissingOf()];
    }

    /// <summary>The measured steps; null for none.</summary>
    public MeasuredCapacity? Measured { get; }

    /// <summary>The load up to which all limits of response time hold; null when no steps were measured.</summary>
    public SafeLoad? Safe { get; }

    /// <summary>Safe throughput of one instance, per second; null when it is unknown.</summary>
    public double? PerInstance { get; }

    /// <summary>Requests per second at the busiest time of an ordinary day, of the journeys that the steps measure; null when none says it.</summary>
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

    /// <summary>
    /// Whether the steps are a journey's: those of a scenario as a whole. A request of it has times and a rate of its own, which they
    /// do not show.
    /// </summary>
    public bool Measures(Journey journey) => journey.Subject == Measured?.Reading.Scenario;

    // Of several limits, the one that breaks first decides.
    private static SafeLoad SafeFor(CapacityReading reading, LatencyObjective[] limits) => limits.Length == 0
        ? SafeLoad.Of(reading, null)
        : limits.Select(l => SafeLoad.Of(reading, l)).MinBy(s => s.Point?.Throughput ?? 0)!;

    private static double? DemandOf(IEnumerable<Journey> journeys)
    {
        double[] rates = [.. journeys.Select(j => j.Throughput).OfType<double>()];
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
            yield return Measured is null
                ? "The demand for it is unknown, too: it comes from the throughput of the journeys on that scenario."
                : $"No journey on {DocumentWriter.Name(Measured.Reading.Scenario)}, whose capacity was measured, states its throughput, so the demand is unknown.";
        }
    }
}
