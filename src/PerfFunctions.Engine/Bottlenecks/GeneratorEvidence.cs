using System.Globalization;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts.Causes;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Engine.Bottlenecks;

/// <summary>Whether the generator was the bottleneck.</summary>
internal static class GeneratorEvidence
{
    // Kinds of failure that arise in the generator's own machine.
    private static readonly string[] OwnErrors = ["no free local port", "too many open sockets"];
    private const double MinErrorShare = 0.01;

    /// <summary>The finding; null when the generator kept up.</summary>
    public static Bottleneck? Of(RunSummary summary)
    {
        string[] evidence = [.. summary.Scenarios.SelectMany(OfScenario), .. Noise(summary.Generator)];
        return evidence.Length == 0 ? null : new Bottleneck
        {
            Kind = BottleneckKind.Generator,
            Subject = "generator",
            Headline = $"The generator was saturated, so nothing about the target follows: {evidence[0]}",
            Evidence = [.. evidence.Skip(1)],
            Weight = 1,
        };
    }

    private static IEnumerable<string> OfScenario(ScenarioSummary scenario)
    {
        if (scenario.LeftOut is { IsTooMuch: true } leftOut)
        {
            yield return $"latency of {leftOut}.";
        }

        foreach (string kind in OwnErrors)
        {
            if (scenario.Errors.GetValueOrDefault(kind) is var failed && failed > scenario.Counts.Completed * MinErrorShare)
            {
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"{failed} of {scenario.Counts.Completed} requests of {CauseText.Name(scenario.Name)} failed with '{kind}'.");
            }
        }
    }

    private static IEnumerable<string> Noise(GeneratorSummary? generator)
    {
        GeneratorPoint[] noisy = [.. (generator?.Timeline ?? []).Where(p => p.Peak.Problem is not null)];
        if (generator is null || noisy.Length <= generator.Timeline.Count * GeneratorLimits.NoisyShare)
        {
            yield break;
        }

        string share = MetricFormat.Format(MetricUnit.Share, (double)noisy.Length / generator.Timeline.Count);
        yield return $"it was over a limit in {share} of its time: {noisy[0].Peak.Problem}.";
    }
}
