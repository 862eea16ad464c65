using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Reports.Figures;

/// <summary>How the generator was, in plain words.</summary>
/// <param name="Summary">The generator's own figures.</param>
/// <param name="KeptUp">Whether all latencies speak of the target.</param>
/// <param name="Words">The verdict in a sentence; when it did not keep up, with what to change.</param>
internal sealed record GeneratorFigures(GeneratorSummary Summary, bool KeptUp, string Words)
{
    /// <summary>The figures of a run; null if no shard reported any.</summary>
    public static GeneratorFigures? Of(RunSummary? summary)
    {
        if (summary?.Generator is not { } generator)
        {
            return null;
        }

        string[] reasons =
        [
            .. summary.Scenarios.Where(s => s.LeftOut is null).Select(s => s.LatencyMissing).OfType<string>(),
            .. summary.Scenarios.Where(s => s.LeftOut is not null).Select(s => $"Latency of '{s.Name}': {s.LeftOut}."),
        ];
        string worst = $"late starts at most {Time(generator.Peak.SendLagMs)}, processor at most {Share(generator.Peak.Cpu)}";
        return reasons.Length == 0
            ? new GeneratorFigures(generator, true, $"The generator kept up: {worst}.")
            : new GeneratorFigures(generator, false, $"The generator did not always keep up: {worst}. {string.Join(' ', reasons.Distinct())}");
    }

    private static string Time(double milliseconds) => MetricFormat.Format(MetricUnit.Milliseconds, milliseconds);

    private static string Share(double share) => MetricFormat.Format(MetricUnit.Share, share);
}
