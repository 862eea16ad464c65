namespace PerfFunctions.Engine.Capacity;

/// <summary>A number that was estimated, with its 95 % confidence interval.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Lower">Lower end of the interval; not below 0.</param>
/// <param name="Upper">Upper end of the interval.</param>
public readonly record struct Estimate(double Value, double Lower, double Upper)
{
    /// <summary>Makes one from a standard error and the quantile of Student's t.</summary>
    internal static Estimate Of(double value, double error, double quantile) =>
        new(value, Math.Max(0, value - (quantile * error)), value + (quantile * error));
}

/// <summary>A predicted throughput.</summary>
/// <param name="Throughput">Per second, with the 95 % confidence band of the mean throughput at this concurrency.</param>
/// <param name="Reach">How far the measurements reach.</param>
public readonly record struct CapacityPrediction(Estimate Throughput, PredictionReach Reach);

/// <summary>How far from the measurements a prediction is.</summary>
public enum PredictionReach
{
    /// <summary>Between the lowest and the highest measured concurrency.</summary>
    Measured,

    /// <summary>Outside of them, up to twice the highest or down to half the lowest.</summary>
    Beyond,

    /// <summary>Farther away: the band assumes that the model still holds there, which no measurement shows.</summary>
    FarBeyond,
}
