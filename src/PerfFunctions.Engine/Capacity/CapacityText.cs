using System.Globalization;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Capacity;

/// <summary>A capacity in sentences.</summary>
internal static class CapacityText
{
    private const double Negligible = 1e-4;
    private const double Bent = 0.9;

    /// <summary>The sentences of an analysis that has a model.</summary>
    public static IEnumerable<string> Of(CapacityAnalysis analysis)
    {
        FittedModel chosen = analysis.Chosen!;
        string others = analysis.Models.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture,
            $" It has the lowest AICc of {analysis.Models.Count} models " +
                $"({string.Join(", ", analysis.Models.Select(m => FormattableString.Invariant($"{NameOf(m.Model)} {m.Aicc:0.0}")))}).");
        yield return $"{Capital(NameOf(chosen.Model))} fits {analysis.Points.Count} points; measured throughput is off by " +
            $"{Rate(chosen.ResidualError)} (residual standard error).{others}";
        if (TooFew(analysis) is { } few)
        {
            yield return few;
        }

        if (chosen.Sigma is { } sigma)
        {
            yield return ContentionOf(sigma);
        }

        if (chosen.Kappa is { } kappa)
        {
            yield return CoherencyOf(kappa, analysis.Unit);
        }

        yield return PeakOf(analysis, chosen);
        if (analysis.Knee is { } knee)
        {
            yield return $"The knee, where throughput over response time is highest (Kleinrock's power), is at " +
                $"{Count(knee.Concurrency, analysis.Unit)}, " +
                $"with {Rate(knee.Throughput)}: beyond it, more load costs more in response time than it gains in throughput.{Far(knee, analysis)}";
        }

        if (analysis.Unit == ConcurrencyUnit.Users)
        {
            yield return "Users who pause count as concurrency, so all of this holds for users with the same pauses only.";
        }
    }

    /// <summary>A concurrency with its unit: <c>12.5 requests in progress</c>.</summary>
    public static string Count(double concurrency, ConcurrencyUnit unit) => Number(concurrency) + unit switch
    {
        ConcurrencyUnit.Requests => " requests in progress",
        ConcurrencyUnit.Users => " users",
        _ => " instances",
    };

    /// <summary>Throughput: <c>1,240/s</c>.</summary>
    public static string Rate(double perSecond) => MetricFormat.Format(MetricUnit.PerSecond, perSecond);

    /// <summary>A model's name within a sentence.</summary>
    public static string NameOf(ScalabilityModel model) => model switch
    {
        ScalabilityModel.Linear => "the linear model",
        ScalabilityModel.Amdahl => "Amdahl's law",
        _ => "the Universal Scalability Law",
    };

    /// <summary>A number to three significant digits.</summary>
    public static string Number(double value) => MetricFormat.Format(MetricUnit.Score, value);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string? TooFew(CapacityAnalysis analysis)
    {
        if (analysis.Models.Count == Enum.GetValues<ScalabilityModel>().Length)
        {
            return null;
        }

        int loads = analysis.Points.Select(p => p.Concurrency).Distinct().Count();
        (CapacityPoint first, CapacityPoint last) = (analysis.Points[0], analysis.Points[^1]);
        double share = last.Throughput / last.Concurrency / (first.Throughput / first.Concurrency);
        ScalabilityModel next = (ScalabilityModel)analysis.Models.Count;
        string bends = share < Bent
            ? string.Create(CultureInfo.InvariantCulture,
                $" Throughput for each unit of load falls to {share * 100:0} % of that of the lowest load, so the limit " +
                $"may be nearer than shown.")
            : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{loads} different loads do not suffice for {NameOf(next)}, which needs {ModelFitter.LoadsNeeded(next)}; a bend that it would show is " +
                $"not in these figures.{bends}");
    }

    private static string ContentionOf(Estimate sigma) => sigma.Value < Negligible && sigma.Upper < Negligible
        ? "Contention is negligible: next to no work waits for work of others."
        : $"Contention (σ) is {Interval(sigma)}: that share of the work is done one at a time, while the rest waits for it.";

    private static string CoherencyOf(Estimate kappa, ConcurrencyUnit unit)
    {
        string whose = unit switch { ConcurrencyUnit.Requests => "request", ConcurrencyUnit.Users => "user", _ => "instance" };
        return kappa.Lower <= 0
            ? $"Coherency (κ) is {Interval(kappa)}: the points do not show for certain that each {whose} slows down all others."
            : $"Coherency (κ) is {Interval(kappa)}: each {whose} slows down all others by that share of its work, so throughput falls beyond the " +
                $"peak.";
    }

    private static string PeakOf(CapacityAnalysis analysis, FittedModel chosen)
    {
        if (analysis.Peak is { } peak)
        {
            return $"Throughput peaks at {Interval(peak.Prediction.Throughput, Rate)}, with {Count(peak.Concurrency, analysis.Unit)}; more load " +
                $"makes it less.{Far(peak, analysis)}";
        }

        double highest = analysis.Points[^1].Concurrency;
        return chosen.Law.Asymptote() is { } asymptote
            ? $"Throughput approaches {Rate(asymptote)} and does not fall; it was measured up to {Count(highest, analysis.Unit)}."
            : $"No limit shows up to {Count(highest, analysis.Unit)}: measure higher loads to find it.";
    }

    private static string Far(CapacityLimit limit, CapacityAnalysis analysis) => limit.Prediction.Reach switch
    {
        PredictionReach.Measured => "",
        PredictionReach.Beyond => $" This is an extrapolation: loads from {Number(analysis.Points[0].Concurrency)} to " +
            $"{Count(analysis.Points[^1].Concurrency, analysis.Unit)} were measured.",
        _ => $" This is far outside of what was measured ({Number(analysis.Points[0].Concurrency)} to " +
            $"{Count(analysis.Points[^1].Concurrency, analysis.Unit)}): take it as a guess.",
    };

    private static string Interval(Estimate estimate) => Interval(estimate, Number);

    private static string Interval(Estimate estimate, Func<double, string> text) =>
        $"{text(estimate.Value)} (95 % confidence {text(estimate.Lower)} to {text(estimate.Upper)})";
}
