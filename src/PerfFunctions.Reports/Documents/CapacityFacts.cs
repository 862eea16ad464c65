using PerfFunctions.Engine.Forecasts;
using PerfFunctions.Engine.Objectives;

namespace PerfFunctions.Reports.Documents;

/// <summary>What is known of the system's capacity and demand, and what is missing, one sentence each.</summary>
public sealed class CapacityFacts
{
    private readonly DocumentSource _source;

    private CapacityFacts(DocumentSource source)
    {
        _source = source;
        Measured = source.Capacity;
        LatencyObjective[] limits = [.. source.Objectives.Journeys.Where(Measures).SelectMany(j => j.Latency)];
        Safe = Measured is null ? null : SafeLoad.OfAll(Measured.Reading, limits);
        MeasuredOn = Measured is null ? null : MeasuredInstances.InstancesOf(Measured.Run, source);
        PerInstance = Safe?.Point?.Throughput / (MeasuredOn ?? Instances);
        OverInstances = Measured is null ? new MeasuredInstances([]) : MeasuredInstances.Of(source, Measured.Reading.Scenario, limits);
        Scaling = PerInstance is not { } each ? null
            : OverInstances is { Differ: true, Analysis.Chosen: not null } ? InstanceScaling.Measured(OverInstances.Analysis)
            : InstanceScaling.Independent(each);
        Demand = source.Question.Demand ?? DemandOf(source.Objectives.Journeys.Where(Measures));
        Growth = GrowthOf(source);
        Missing = [.. MissingOf()];
    }

    /// <summary>The measured steps; null for none.</summary>
    public MeasuredCapacity? Measured { get; }

    /// <summary>The load up to which all limits of response time hold; null when no steps were measured.</summary>
    public SafeLoad? Safe { get; }

    /// <summary>Instances that the tested system had while the steps were measured; null where the run does not say it.</summary>
    public int? MeasuredOn { get; }

    /// <summary>Instances that the tested system has today.</summary>
    public int Instances => _source.Question.Instances ?? MeasuredOn ?? 1;

    /// <summary>Safe throughput of one instance, per second; null when it is unknown.</summary>
    public double? PerInstance { get; }

    /// <summary>What instances do together; null when it is unknown.</summary>
    public InstanceScaling? Scaling { get; }

    /// <summary>Requests per second at the busiest time of an ordinary day, of the journeys that the steps measure; null when none says it.</summary>
    public double? Demand { get; }

    /// <summary>How the demand grows.</summary>
    public DemandGrowth Growth { get; }

    /// <summary>Why there is no forecast, one sentence each; empty when there is one.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Runs with several numbers of instances.</summary>
    internal MeasuredInstances OverInstances { get; }

    /// <summary>Reads them.</summary>
    public static CapacityFacts Of(DocumentSource source) => new(source);

    /// <summary>Demand and instances month by month; null when something is missing.</summary>
    public CapacityForecast? Forecast()
    {
        CapacityQuestion question = _source.Question;
        if (Missing.Count > 0 || question.Prices.Find(question.Size) is not { } size)
        {
            return null;
        }

        DateOnly today = DateOnly.FromDateTime(_source.At.UtcDateTime);
        var forecast = CapacityForecast.Of(new ForecastInput(
            DemandForecast.Of(Demand!.Value, Growth, today, question.Months), Scaling!, question.Prices, size, Instances)
        {
            MonthlyLimit = _source.Objectives.MonthlyCost,
        });
        return forecast with { Assumptions = [.. Assumed(), .. forecast.Assumptions] };
    }

    /// <summary>All sizes of the price list at the busiest moment of a forecast.</summary>
    public SizeComparison Compare(CapacityForecast forecast) => SizeComparison.Of(
        forecast.Months.Max(m => m.Demand.Busiest.PerSecond), _source.Question.Prices,
        new Dictionary<string, double> { [_source.Question.Size] = PerInstance!.Value });

    /// <summary>
    /// Whether the steps are a journey's: those of a scenario as a whole. A request of it has times and a rate of its own, which they
    /// do not show.
    /// </summary>
    internal bool Measures(Journey journey) => journey.Subject == Measured?.Reading.Scenario;

    private static double? DemandOf(IEnumerable<Journey> journeys)
    {
        double[] rates = [.. journeys.Select(j => j.Throughput).OfType<double>()];
        return rates.Length == 0 ? null : rates.Sum();
    }

    private static DemandGrowth GrowthOf(DocumentSource source)
    {
        DemandGrowth stated = source.Objectives.Growth ?? new DemandGrowth();
        return stated with
        {
            PerMonth = source.Question.GrowthPerMonth ?? stated.PerMonth,
            PeakFactor = source.Question.PeakFactor ?? stated.PeakFactor,
        };
    }

    private IEnumerable<string> Assumed()
    {
        CapacityQuestion question = _source.Question;
        if (!question.IsSizeStated)
        {
            yield return $"The tested system is assumed to run on {question.Size}, as its size was not stated.";
        }

        if (question.Instances is null && MeasuredOn is null)
        {
            yield return $"The tested system is assumed to have had one instance while it was measured, and to have one today, as their number was not " +
                $"stated: give the plan a parameter '{MeasuredInstances.Parameter}'.";
        }

        string[] asked =
        [
            .. question.Demand is null ? Array.Empty<string>() : ["demand"],
            .. question.GrowthPerMonth is null ? Array.Empty<string>() : ["growth a month"],
            .. question.PeakFactor is null ? Array.Empty<string>() : ["peak"],
        ];
        if (asked.Length > 0)
        {
            yield return $"As asked, and not as the objectives have it: {string.Join(", ", asked)}.";
        }

        if (OverInstances is { Differ: true, Analysis.Refusals: [var reason, ..] })
        {
            yield return $"Runs with several numbers of instances do not show how they scale: {reason}";
        }
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
