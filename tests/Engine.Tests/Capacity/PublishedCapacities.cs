using PerfFunctions.Engine.Capacity;

namespace PerfFunctions.Engine.Tests.Capacity;

/// <summary>Measurements from the literature, for which others have published what they fitted.</summary>
internal static class PublishedCapacities
{
    /// <summary>
    /// A Cisco router: B. Schwartz, Practical Scalability Analysis with the Universal Scalability Law, VividCortex 2015; figures as in
    /// the tests of github.com/codahale/usl4j.
    /// </summary>
    public static readonly CapacityPoint[] Cisco = Numbered(
        955.16, 1878.91, 2688.01, 3548.68, 4315.54, 5130.43, 5931.37, 6531.08, 7219.8, 7867.61, 8278.71, 8646.7, 9047.84, 9426.55, 9645.37, 9897.24,
        10097.6, 10240.5, 10532.39, 10798.52, 11151.43, 11518.63, 11806, 12089.37,
        12075.41, 12177.29, 12211.41, 12158.93, 12155.27, 12118.04, 12140.4, 12074.39);

    /// <summary>
    /// SPEC SDM91 on a Sun SPARCcenter 2000, scripts an hour: N. J. Gunther, Guerrilla Capacity Planning, Springer 2007; data set
    /// <c>specsdm91</c> of the R package usl (github.com/smoeding/usl).
    /// </summary>
    public static readonly CapacityPoint[] SpecSdm91 = Points(
        (1, 64.9), (18, 995.9), (36, 1652.4), (72, 1853.2), (108, 1828.9), (144, 1775.0), (216, 1702.2));

    /// <summary>
    /// A ray tracer on an SGI Origin 2000: the same book; data set <c>raytracer</c> of the same package, whose tests
    /// (confint.Rout.save) use the first six.
    /// </summary>
    public static readonly CapacityPoint[] RayTracer = Points(
        (1, 20), (4, 78), (8, 130), (12, 170), (16, 190), (20, 200), (24, 210), (28, 230), (32, 260), (48, 280), (64, 310));

    /// <summary>Computed with λ = 1, σ = κ = 0.02 and rounded: coef.Rout.save of the same package.</summary>
    public static readonly CapacityPoint[] Computed = Points((1, 1), (2, 1.8868), (4, 3.0769), (6, 3.5294), (8, 3.5398), (10, 3.3557));

    private static CapacityPoint[] Numbered(params double[] throughput) => [.. throughput.Select((x, i) => new CapacityPoint(i + 1, x))];

    private static CapacityPoint[] Points(params (double N, double X)[] points) => [.. points.Select(p => new CapacityPoint(p.N, p.X))];
}
