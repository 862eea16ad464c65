using MathNet.Numerics.LinearAlgebra;
using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Capacity;

/// <summary>Fits a model to points, and says how certain its parameters are.</summary>
internal static class ModelFitter
{
    private const double Confidence = 0.95;

    // Points that lie on a curve exactly have no error, whose logarithm does not exist: a billionth of the throughput counts as none.
    private const double NoError = 1e-9;

    /// <summary>
    /// Different loads that a model needs: one more than its corrected information criterion divides by, which takes the
    /// parameters and the size of the error as estimated.
    /// </summary>
    public static int LoadsNeeded(ScalabilityModel model) => FittedModel.ParametersOf(model) + 3;

    /// <summary>The best fit of a model.</summary>
    /// <param name="model">Which; the points must have <see cref="LoadsNeeded"/> different loads.</param>
    /// <param name="points">Points that <see cref="CapacityRefusals"/> finds nothing in.</param>
    public static FittedModel Fit(ScalabilityModel model, IReadOnlyList<CapacityPoint> points)
    {
        // With the highest throughput as the unit, all numbers of the fit are about 1, however fast the target is.
        double scale = points.Max(p => p.Throughput);
        CapacityPoint[] scaled = [.. points.Select(p => p with { Throughput = p.Throughput / scale })];
        ScalabilityLaw law = CurveFit.Fit(model, scaled);
        int parameters = FittedModel.ParametersOf(model);
        int freedom = points.Count - parameters;
        double squares = Math.Max(CurveFit.Squares(law, scaled), points.Count * NoError * NoError);
        double variance = squares / freedom;
        double[,] covariance = CovarianceOf(law, scaled, parameters, variance);
        for (int i = 0; i < parameters; i++)
        {
            covariance[0, i] *= scale;
            covariance[i, 0] *= scale;
        }

        return new FittedModel(
            model,
            law with { Lambda = law.Lambda * scale },
            Math.Sqrt(variance) * scale,
            Aicc(squares, points.Count, parameters),
            covariance,
            StudentDistribution.Quantile((1 + Confidence) / 2, freedom),
            (points.Min(p => p.Concurrency), points.Max(p => p.Concurrency)));
    }

    // Burnham and Anderson, Model Selection and Multimodel Inference, second edition, section 2.4: the error's variance is a
    // parameter, too. Differences between models do not depend on the unit of the throughput.
    private static double Aicc(double squares, int points, int parameters)
    {
        int estimated = parameters + 1;
        return (points * Math.Log(squares / points)) + (2 * estimated)
            + (2.0 * estimated * (estimated + 1) / (points - estimated - 1));
    }

    private static double[,] CovarianceOf(ScalabilityLaw law, CapacityPoint[] points, int parameters, double variance)
    {
        Matrix<double> jacobian = Matrix<double>.Build.Dense(
            points.Length, parameters, (row, column) => law.GradientAt(points[row].Concurrency)[column]);

        // Columns differ by orders of magnitude where concurrency is high; of length 1, they can be inverted.
        double[] lengths = [.. Enumerable.Range(0, parameters).Select(c => jacobian.Column(c).L2Norm())];
        Matrix<double> unit = Matrix<double>.Build.Dense(points.Length, parameters, (row, column) => jacobian[row, column] / lengths[column]);
        Matrix<double> triangle = unit.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).R.Inverse();
        Matrix<double> inverse = triangle.TransposeAndMultiply(triangle);
        double[,] covariance = new double[parameters, parameters];
        for (int i = 0; i < parameters; i++)
        {
            for (int j = 0; j < parameters; j++)
            {
                covariance[i, j] = variance * inverse[i, j] / (lengths[i] * lengths[j]);
            }
        }

        return covariance;
    }
}
