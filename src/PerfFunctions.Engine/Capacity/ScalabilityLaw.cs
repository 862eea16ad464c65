namespace PerfFunctions.Engine.Capacity;

/// <summary>The models that are fitted, each a special case of the next.</summary>
public enum ScalabilityModel
{
    /// <summary>X = λN: every further user, request or instance adds the same.</summary>
    Linear,

    /// <summary>Amdahl's law, X = λN / (1 + σ(N − 1)): a share σ of the work is done by one at a time.</summary>
    Amdahl,

    /// <summary>Gunther's Universal Scalability Law, X = λN / (1 + σ(N − 1) + κN(N − 1)): each also waits for the others to agree.</summary>
    Universal,
}

/// <summary>
/// Gunther's Universal Scalability Law (Guerrilla Capacity Planning, Springer 2007, chapter 4), of which the other models are the
/// cases κ = 0, and σ = κ = 0.
/// </summary>
/// <param name="Lambda">Throughput at a concurrency of 1, per second.</param>
/// <param name="Sigma">Contention: the share of the work that is done one at a time.</param>
/// <param name="Kappa">Coherency: the cost of each pair that must agree, as a share of the work.</param>
public readonly record struct ScalabilityLaw(double Lambda, double Sigma, double Kappa)
{
    /// <summary>Throughput per second at a concurrency.</summary>
    public double ThroughputAt(double concurrency) => Lambda * concurrency / DenominatorAt(concurrency);

    /// <summary>The concurrency of the highest throughput, √((1 − σ)/κ), at least 1; null where throughput rises without end.</summary>
    public double? PeakAt() => Kappa > 0 ? Math.Max(1, Math.Sqrt(Math.Max(0, 1 - Sigma) / Kappa)) : null;

    /// <summary>What throughput approaches and never reaches, λ/σ per second; null where it has a peak, or no limit.</summary>
    public double? Asymptote() => Kappa <= 0 && Sigma > 0 ? Lambda / Sigma : null;

    /// <summary>
    /// The concurrency at which Kleinrock's power (Kleinrock, Power and deterministic rules of thumb for probabilistic problems in
    /// computer communications, ICC 1979), throughput over response time, is highest: with R = N/X it is X²/N. Beyond it, more load
    /// costs more in response time than it gains in throughput. At least 1; null for a linear model, which has none.
    /// </summary>
    /// <remarks>Where its derivative is 0: 3κN² + (σ − κ)N − (1 − σ) = 0.</remarks>
    public double? KneeAt()
    {
        if (Sigma <= 0 && Kappa <= 0)
        {
            return null;
        }

        double parallel = Math.Max(0, 1 - Sigma);
        double slope = Sigma - Kappa;
        double knee = Kappa <= 0
            ? parallel / Sigma
            : 2 * parallel / (slope + Math.Sqrt((slope * slope) + (12 * Kappa * parallel)));
        return double.IsFinite(knee) ? Math.Max(1, knee) : 1;
    }

    /// <summary>Derivatives of the throughput by λ, σ and κ.</summary>
    internal double[] GradientAt(double concurrency)
    {
        double denominator = DenominatorAt(concurrency);
        double unit = concurrency / denominator;
        double bend = -Lambda * unit * (concurrency - 1) / denominator;
        return [unit, bend, bend * concurrency];
    }

    private double DenominatorAt(double concurrency) => 1 + ((concurrency - 1) * (Sigma + (Kappa * concurrency)));
}
