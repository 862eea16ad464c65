using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace PerfFunctions.Engine.Capacity;

/// <summary>
/// Finds the parameters, none below 0, with the smallest sum of squares of absolute residuals. Levenberg and Marquardt's method,
/// started from the best of a grid, so that it does not depend on a guess.
/// </summary>
/// <remarks>
/// Where the unbounded minimum has a parameter below 0, the bounded one lies where some parameters are 0. Each set of parameters that
/// may differ from 0 is therefore fitted without bounds, and the best of those that keep to the bounds is the result.
/// </remarks>
internal static class CurveFit
{
    private const double Impossible = 1e6;

    // Of both parameters of the bend; 0 and thirteen values from 1e-8 to 1.
    private static readonly double[] Grid = [0, .. Enumerable.Range(0, 13).Select(i => Math.Pow(10, -8 + (i * 8 / 12.0)))];

    /// <summary>The best parameters.</summary>
    /// <param name="model">Which model.</param>
    /// <param name="points">Throughput of about 1.</param>
    public static ScalabilityLaw Fit(ScalabilityModel model, IReadOnlyList<CapacityPoint> points)
    {
        ScalabilityLaw linear = WithBestLambda(0, 0, points);
        IEnumerable<ScalabilityLaw> laws = [linear];
        laws = model >= ScalabilityModel.Amdahl ? laws.Append(FitFree(true, false, points)) : laws;
        laws = model == ScalabilityModel.Universal ? laws.Append(FitFree(false, true, points)).Append(FitFree(true, true, points)) : laws;
        return laws.Where(l => l is { Lambda: > 0, Sigma: >= 0, Kappa: >= 0 }).MinBy(l => Squares(l, points));
    }

    /// <summary>Sum of squares of measured less predicted throughput.</summary>
    public static double Squares(ScalabilityLaw law, IReadOnlyList<CapacityPoint> points) =>
        points.Sum(p => Math.Pow(p.Throughput - law.ThroughputAt(p.Concurrency), 2));

    private static ScalabilityLaw FitFree(bool sigma, bool kappa, IReadOnlyList<CapacityPoint> points)
    {
        ScalabilityLaw start = Start(sigma, kappa, points);
        int[] free = [0, .. sigma ? [1] : Array.Empty<int>(), .. kappa ? [2] : Array.Empty<int>()];
        Vector<double> concurrency = Vector<double>.Build.DenseOfEnumerable(points.Select(p => p.Concurrency));
        Vector<double> throughput = Vector<double>.Build.DenseOfEnumerable(points.Select(p => p.Throughput));
        IObjectiveModel objective = ObjectiveFunction.NonlinearModel(
            (parameters, at) => at.Map(n => Predict(LawOf(parameters, free), n)),
            (parameters, at) => Matrix<double>.Build.Dense(
                at.Count, free.Length, (row, column) => LawOf(parameters, free).GradientAt(at[row])[free[column]]),
            concurrency,
            throughput);
        double[] all = [start.Lambda, start.Sigma, start.Kappa];
        NonlinearMinimizationResult result = new LevenbergMarquardtMinimizer().FindMinimum(
            objective, Vector<double>.Build.DenseOfEnumerable(free.Select(i => all[i])));
        ScalabilityLaw found = LawOf(result.MinimizingPoint, free);
        double squares = Squares(found, points);
        return double.IsFinite(squares) && squares <= Squares(start, points) ? found : start;
    }

    // A denominator of 0 or less is outside of the model; a prediction that is far off keeps the method away from it.
    private static double Predict(ScalabilityLaw law, double concurrency)
    {
        double throughput = law.ThroughputAt(concurrency);
        return throughput > 0 && double.IsFinite(throughput) ? throughput : Impossible;
    }

    private static ScalabilityLaw LawOf(Vector<double> parameters, int[] free)
    {
        double[] all = [0, 0, 0];
        for (int i = 0; i < free.Length; i++)
        {
            all[free[i]] = parameters[i];
        }

        return new ScalabilityLaw(all[0], all[1], all[2]);
    }

    private static ScalabilityLaw Start(bool sigma, bool kappa, IReadOnlyList<CapacityPoint> points) =>
        (from s in sigma ? Grid : [0]
         from k in kappa ? Grid : [0]
         select WithBestLambda(s, k, points)).MinBy(l => Squares(l, points));

    // The model is linear in λ, so the best one for a given bend is known.
    private static ScalabilityLaw WithBestLambda(double sigma, double kappa, IReadOnlyList<CapacityPoint> points)
    {
        ScalabilityLaw unit = new(1, sigma, kappa);
        (double product, double square) = (0, 0);
        foreach (CapacityPoint point in points)
        {
            double predicted = unit.ThroughputAt(point.Concurrency);
            product += predicted * point.Throughput;
            square += predicted * predicted;
        }

        return unit with { Lambda = product / square };
    }
}
