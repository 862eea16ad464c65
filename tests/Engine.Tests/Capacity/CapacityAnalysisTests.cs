using PerfFunctions.Engine.Capacity;

namespace PerfFunctions.Engine.Tests.Capacity;

/// <summary>Which model is chosen, what follows from it, and when nothing does.</summary>
public sealed class CapacityAnalysisTests
{
    private const string Needs = "A linear model needs 4 different loads, Amdahl's law 5 and the Universal Scalability Law 6.";

    private static readonly double[] Loads = [1, 2, 4, 8, 16, 32, 64];

    [Theory]
    [InlineData(0, 0, ScalabilityModel.Linear)]
    [InlineData(0.05, 0, ScalabilityModel.Amdahl)]
    [InlineData(0.03, 0.0005, ScalabilityModel.Universal)]
    [InlineData(0, 0.0005, ScalabilityModel.Universal)]
    public void The_simplest_model_that_explains_the_points_is_chosen(double sigma, double kappa, ScalabilityModel expected)
    {
        ScalabilityLaw law = new(100, sigma, kappa);
        CapacityAnalysis analysis = CapacityAnalysis.Of(On(law), ConcurrencyUnit.Requests);

        Assert.Equal(expected, analysis.Chosen!.Model);
        Assert.Equal(3, analysis.Models.Count);
        Assert.Equal(100, analysis.Chosen.Law.Lambda, 0.001);
        Assert.Equal(sigma, analysis.Chosen.Law.Sigma, 1e-6);
        Assert.Equal(kappa, analysis.Chosen.Law.Kappa, 1e-8);
    }

    // The peak by its formula, the knee by trying all.
    [Fact]
    public void The_peak_has_the_highest_throughput_and_the_knee_the_highest_power()
    {
        ScalabilityLaw law = new(100, 0.03, 0.0005);
        double[] all = [.. Enumerable.Range(100, 10_000).Select(i => i / 100.0)];

        Assert.Equal(all.MaxBy(law.ThroughputAt), law.PeakAt()!.Value, 0.01);
        Assert.Equal(all.MaxBy(n => law.ThroughputAt(n) * law.ThroughputAt(n) / n), law.KneeAt()!.Value, 0.01);
        Assert.Equal(19, new ScalabilityLaw(100, 0.05, 0).KneeAt()!.Value, 1e-9);
        Assert.Equal(2000, new ScalabilityLaw(100, 0.05, 0).Asymptote());
        Assert.Null(new ScalabilityLaw(100, 0, 0).KneeAt());
        Assert.Null(new ScalabilityLaw(100, 0.05, 0).PeakAt());
        Assert.Equal(1, new ScalabilityLaw(100, 1.2, 0.1).KneeAt());
    }

    // Faster than linear: both parameters would be below 0, if they might.
    [Fact]
    public void A_parameter_at_its_bound_is_0_with_an_interval_that_begins_there()
    {
        CapacityPoint[] points = [.. Loads.Select((n, i) => new CapacityPoint(n, 100 * n * (1 + (0.01 * i))))];
        FittedModel universal = CapacityAnalysis.Of(points, ConcurrencyUnit.Requests).Models[^1];

        Assert.Equal((0, 0), (universal.Law.Sigma, universal.Law.Kappa));
        Assert.Equal((0, 0), (universal.Sigma!.Value.Lower, universal.Kappa!.Value.Lower));
        Assert.InRange(universal.Sigma.Value.Upper, 1e-6, 0.1);
        Assert.InRange(universal.Kappa.Value.Upper, 1e-8, 0.01);
    }

    [Fact]
    public void A_prediction_outside_of_the_measurements_is_marked_and_less_certain()
    {
        FittedModel fit = CapacityAnalysis.Of(PublishedCapacities.SpecSdm91, ConcurrencyUnit.Users).Models[^1];

        Assert.Equal(
            [PredictionReach.FarBeyond, PredictionReach.Measured, PredictionReach.Beyond, PredictionReach.FarBeyond],
            new[] { 0.4, 216, 217, 433 }.Select(n => fit.Predict(n).Reach));
        Assert.True(Width(fit.Predict(1000)) > Width(fit.Predict(144)));
        Assert.Throws<ArgumentOutOfRangeException>(() => fit.Predict(0));
    }

    [Fact]
    public void Sentences_say_the_model_its_limits_and_what_was_not_measured()
    {
        string sentences = string.Join('\n', CapacityAnalysis.Of(PublishedCapacities.Cisco, ConcurrencyUnit.Requests).Sentences);

        Assert.Contains("The Universal Scalability Law fits 32 points", sentences, StringComparison.Ordinal);
        Assert.Contains("Contention (σ) is 0.0267 (95 % confidence 0.0", sentences, StringComparison.Ordinal);
        Assert.Contains("Coherency (κ) is 0.000769 (95 % confidence 0.000", sentences, StringComparison.Ordinal);
        Assert.Contains("with 35.6 requests in progress; more load makes it less. This is an extrapolation: loads from 1 to " +
            "32", sentences, StringComparison.Ordinal);
        Assert.Contains("Kleinrock's power", sentences, StringComparison.Ordinal);
    }

    [Fact]
    public void Few_loads_fit_simple_models_only_and_the_analysis_says_what_it_cannot_see()
    {
        CapacityAnalysis analysis = CapacityAnalysis.Of(On(new ScalabilityLaw(100, 0.1, 0))[..4], ConcurrencyUnit.Requests);

        Assert.Equal([ScalabilityModel.Linear], analysis.Models.Select(m => m.Model));
        Assert.Contains(
            "4 different loads do not suffice for Amdahl's law, which needs 5; a bend that it would show is not in these figures. " +
            "Throughput for each unit of load falls to 59 % of that of the lowest load, so the limit may be nearer than shown.", analysis.Sentences);
    }

    [Fact]
    public void Points_that_show_no_capacity_are_refused_with_all_reasons_and_without_a_number()
    {
        AssertRefused([], $"There is no measured load. {Needs}");
        AssertRefused([new(8, 100), new(8, 101), new(8, 99)], $"All 3 points were measured at one load (8 requests in progress). {Needs}");
        AssertRefused(On(new(100, 0, 0))[..3], $"Only 3 different loads were measured. {Needs}");
        AssertRefused(
            [new(1, double.NaN), new(-2, 0), new(double.PositiveInfinity, 5), new(4, 5)],
            "Point 1 has a throughput of NaN; a finite number above 0 is needed.",
            "Point 2 has a concurrency of -2; a finite number above 0 is needed.",
            "Point 2 has a throughput of 0; a finite number above 0 is needed.",
            "Point 3 has a concurrency of Infinity; a finite number above 0 is needed.");
        AssertRefused(
            [.. Loads.Select(n => new CapacityPoint(n, 100 + (n / 64)))],
            "Throughput does not rise with the load: it is 100/s at the lowest load and never more than 101/s. Measure lower loads, at which the " +
                "target is not busy yet.");
    }

    private static void AssertRefused(CapacityPoint[] points, params string[] expected)
    {
        CapacityAnalysis analysis = CapacityAnalysis.Of(points, ConcurrencyUnit.Requests);

        Assert.Equal(expected, analysis.Refusals);
        Assert.Equal(expected, analysis.Sentences);
        Assert.Empty(analysis.Models);
        Assert.Equal((null, null, null), (analysis.Chosen, analysis.Peak, analysis.Knee));
    }

    private static double Width(CapacityPrediction prediction) => prediction.Throughput.Upper - prediction.Throughput.Value;

    private static CapacityPoint[] On(ScalabilityLaw law) => [.. Loads.Select(n => new CapacityPoint(n, law.ThroughputAt(n)))];
}
