namespace PerfFunctions.Engine.Capacity;

/// <summary>One model with the parameters that fit the points best.</summary>
/// <remarks>
/// <para>
/// Residuals are absolute: the sum of squares of measured minus predicted throughput is minimal. What is asked of a capacity model,
/// its peak and its knee, lies at high throughput, and relative residuals would give the lowest loads, which have the fewest requests
/// and so the noisiest figures, the same weight. The R package usl and usl4j do the same, so figures can be compared.
/// </para>
/// <para>
/// Parameters are not below 0. Intervals come from the covariance s²(JᵀJ)⁻¹, where J has the derivatives by all parameters of the
/// model at the estimate and s² is the sum of squares over the degrees of freedom (points less parameters), times the quantile of
/// Student's t. A parameter that the bound holds at 0 counts as a parameter in all of this, so the others' intervals are not too
/// narrow; its own interval begins at 0. Ends below 0 are cut to 0.
/// </para>
/// </remarks>
public sealed class FittedModel
{
    private const double FarBeyond = 2;

    private readonly double[,] _covariance;
    private readonly double _quantile;
    private readonly (double Lowest, double Highest) _measured;

    internal FittedModel(
        ScalabilityModel model,
        ScalabilityLaw law,
        double residualError,
        double aicc,
        double[,] covariance,
        double quantile,
        (double Lowest, double Highest) measured)
    {
        Model = model;
        Law = law;
        ResidualError = residualError;
        Aicc = aicc;
        _covariance = covariance;
        _quantile = quantile;
        _measured = measured;
    }

    /// <summary>Which model.</summary>
    public ScalabilityModel Model { get; }

    /// <summary>The model with its parameters.</summary>
    public ScalabilityLaw Law { get; }

    /// <summary>Throughput at a concurrency of 1, per second.</summary>
    public Estimate Lambda => EstimateOf(0, Law.Lambda);

    /// <summary>Contention; null where the model has none.</summary>
    public Estimate? Sigma => Model >= ScalabilityModel.Amdahl ? EstimateOf(1, Law.Sigma) : null;

    /// <summary>Coherency; null where the model has none.</summary>
    public Estimate? Kappa => Model == ScalabilityModel.Universal ? EstimateOf(2, Law.Kappa) : null;

    /// <summary>Residual standard error: how far measured throughput is from the model, per second.</summary>
    public double ResidualError { get; }

    /// <summary>Akaike's information criterion, corrected for few points: the model with the lowest is chosen.</summary>
    public double Aicc { get; }

    /// <summary>Number of parameters of a model.</summary>
    internal static int ParametersOf(ScalabilityModel model) => (int)model + 1;

    /// <summary>The throughput that the model predicts. The band is that of the mean, by the delta method; a single step scatters more.</summary>
    /// <param name="concurrency">Above 0.</param>
    public CapacityPrediction Predict(double concurrency)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(concurrency);
        double[] gradient = Law.GradientAt(concurrency);
        double variance = 0;
        for (int i = 0; i < ParametersOf(Model); i++)
        {
            for (int j = 0; j < ParametersOf(Model); j++)
            {
                variance += gradient[i] * _covariance[i, j] * gradient[j];
            }
        }

        Estimate throughput = Estimate.Of(Law.ThroughputAt(concurrency), Math.Sqrt(Math.Max(0, variance)), _quantile);
        return new CapacityPrediction(throughput, ReachOf(concurrency));
    }

    /// <summary>How far a concurrency is from those that were measured.</summary>
    public PredictionReach ReachOf(double concurrency) =>
        concurrency > _measured.Highest * FarBeyond || concurrency < _measured.Lowest / FarBeyond ? PredictionReach.FarBeyond
            : concurrency > _measured.Highest || concurrency < _measured.Lowest ? PredictionReach.Beyond
            : PredictionReach.Measured;

    private Estimate EstimateOf(int index, double value) => Estimate.Of(value, Math.Sqrt(_covariance[index, index]), _quantile);
}
