namespace PerfFunctions.Engine.Capacity;

/// <summary>What points of concurrency and throughput say about a target's capacity.</summary>
public sealed record CapacityAnalysis
{
    /// <summary>What the concurrency counts.</summary>
    public required ConcurrencyUnit Unit { get; init; }

    /// <summary>The points, by rising concurrency.</summary>
    public required IReadOnlyList<CapacityPoint> Points { get; init; }

    /// <summary>The models that the points suffice for, simplest first; empty when they are refused.</summary>
    public IReadOnlyList<FittedModel> Models { get; init; } = [];

    /// <summary>The model with the lowest AICc; null when the points are refused.</summary>
    public FittedModel? Chosen { get; init; }

    /// <summary>Why there is no model, one sentence each; empty when there is one.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];

    /// <summary>Where throughput is highest; null where it rises without end or was refused.</summary>
    public CapacityLimit? Peak { get; init; }

    /// <summary>Where more load costs more in response time than it gains in throughput; null where there is no such load.</summary>
    public CapacityLimit? Knee { get; init; }

    /// <summary>The same for readers, one sentence each: refusals, or the model, its limits and how sure they are.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>Fits all models that the points suffice for, and chooses one.</summary>
    /// <param name="points">Points, in any order; several may have the same concurrency.</param>
    /// <param name="unit">What the concurrency counts.</param>
    public static CapacityAnalysis Of(IReadOnlyList<CapacityPoint> points, ConcurrencyUnit unit)
    {
        CapacityPoint[] sorted = [.. points.OrderBy(p => p.Concurrency)];
        IReadOnlyList<string> refusals = CapacityRefusals.Of(points, unit);
        if (refusals.Count > 0)
        {
            return new CapacityAnalysis { Unit = unit, Points = sorted, Refusals = refusals, Sentences = refusals };
        }

        int loads = sorted.Select(p => p.Concurrency).Distinct().Count();
        FittedModel[] models =
        [
            .. Enum.GetValues<ScalabilityModel>().Where(m => loads >= ModelFitter.LoadsNeeded(m)).Select(m => ModelFitter.Fit(m, sorted)),
        ];
        FittedModel chosen = models.MinBy(m => m.Aicc)!;
        CapacityAnalysis analysis = new()
        {
            Unit = unit,
            Points = sorted,
            Models = models,
            Chosen = chosen,
            Peak = LimitAt(chosen, chosen.Law.PeakAt()),
            Knee = LimitAt(chosen, chosen.Law.KneeAt()),
        };
        return analysis with { Sentences = [.. CapacityText.Of(analysis)] };
    }

    private static CapacityLimit? LimitAt(FittedModel model, double? concurrency) =>
        concurrency is { } at ? new CapacityLimit(at, model.Predict(at)) : null;
}

/// <summary>A limit of a target.</summary>
/// <param name="Concurrency">Where it is.</param>
/// <param name="Prediction">The throughput there.</param>
public sealed record CapacityLimit(double Concurrency, CapacityPrediction Prediction)
{
    /// <summary>Throughput per second.</summary>
    public double Throughput => Prediction.Throughput.Value;
}
