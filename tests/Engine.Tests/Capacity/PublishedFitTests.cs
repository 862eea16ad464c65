using PerfFunctions.Engine.Capacity;

namespace PerfFunctions.Engine.Tests.Capacity;

/// <summary>The Universal Scalability Law on published measurements comes out as published, to the digits that were printed.</summary>
public sealed class PublishedFitTests
{
    [Fact]
    public void The_routers_parameters_are_those_of_the_book()
    {
        FittedModel fit = Universal(PublishedCapacities.Cisco);

        Assert.Equal(995.6486, fit.Lambda.Value, 0.0005);
        Assert.Equal(0.02671591, fit.Sigma!.Value.Value, 1e-7);
        Assert.Equal(7.690945e-4, fit.Kappa!.Value.Value, 1e-8);
        Assert.Equal(35, Math.Floor(fit.Law.PeakAt()!.Value));
        Assert.Equal(11063.63312570436, fit.Law.ThroughputAt(20), 0.1);
        Assert.Equal(12341.745655201905, fit.Law.ThroughputAt(35), 0.1);
    }

    // summary.Rout.save and peak-scalability.Rout.save: estimates, standard errors, residual standard error on 4 degrees of freedom.
    [Fact]
    public void The_benchmarks_parameters_and_their_standard_errors_are_those_of_the_r_package()
    {
        FittedModel fit = Universal(PublishedCapacities.SpecSdm91);

        Assert.Equal(89.9952330, fit.Lambda.Value, 0.0005);
        Assert.Equal(0.0277285, fit.Sigma!.Value.Value, 5e-7);
        Assert.Equal(0.0001044, fit.Kappa!.Value.Value, 5e-8);
        Assert.Equal(82.85, fit.ResidualError, 0.005);
        Assert.Equal(96.51956, fit.Law.PeakAt()!.Value, 0.01);
        Assert.Equal(1884, fit.Law.ThroughputAt(96.51956), 0.5);

        // The 97.5 % quantile of Student's t with 4 degrees of freedom.
        const double Quantile = 2.776445;
        Assert.Equal(14.2134894, (fit.Lambda.Upper - fit.Lambda.Value) / Quantile, 0.0005);
        Assert.Equal(0.0091217, (fit.Sigma.Value.Upper - fit.Sigma.Value.Value) / Quantile, 1e-6);
        Assert.Equal(1.988e-5, (fit.Kappa.Value.Upper - fit.Kappa.Value.Value) / Quantile, 1e-8);
    }

    // confint.Rout.save, printed to three digits. The package multiplies standard errors by the 95 % quantile of Student's t with one
    // degree of freedom less than there are points, 2.015048 here, which is an interval of 90 %; ours takes the 97.5 % quantile with as
    // many less as there are parameters, 3.182446. The standard errors are the same.
    [Fact]
    public void The_ray_tracers_standard_errors_are_those_of_the_r_package()
    {
        FittedModel fit = Universal(PublishedCapacities.RayTracer[..6]);

        AssertError(20.85605, 22.44492 - 20.85605, fit.Lambda, 0.0005);
        AssertError(0.02444, 0.04135 - 0.02444, fit.Sigma!.Value, 0.00001);
        AssertError(0.00163, 0.00215 - 0.00163, fit.Kappa!.Value, 0.00001);
    }

    [Fact]
    public void Rounded_values_of_the_law_give_its_parameters_back()
    {
        FittedModel fit = Universal(PublishedCapacities.Computed);

        Assert.Equal(1, fit.Lambda.Value, 0.0005);
        Assert.Equal(0.02, fit.Sigma!.Value.Value, 0.0001);
        Assert.Equal(0.02, fit.Kappa!.Value.Value, 0.0001);
    }

    private static void AssertError(double value, double published, Estimate estimate, double tolerance)
    {
        Assert.Equal(value, estimate.Value, tolerance);
        Assert.Equal(published / 2.015048, (estimate.Upper - estimate.Value) / 3.182446, tolerance);
    }

    private static FittedModel Universal(IReadOnlyList<CapacityPoint> points) =>
        CapacityAnalysis.Of(points, ConcurrencyUnit.Requests).Models.Single(m => m.Model == ScalabilityModel.Universal);
}
