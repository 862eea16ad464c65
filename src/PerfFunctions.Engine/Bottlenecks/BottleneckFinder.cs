using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Bottlenecks;

/// <summary>
/// Finds what held a system back in one run. It reads only what was measured: without data there is no finding. A saturated
/// generator is the only finding, because its own delay looks like one of the target.
/// </summary>
public static class BottleneckFinder
{
    /// <summary>The highest number of findings.</summary>
    public const int MaxFindings = 10;

    // The same run always has the same findings.
    private const int Seed = 20_260_307;

    /// <summary>The findings, the strongest evidence first; at most <see cref="MaxFindings"/>.</summary>
    /// <param name="summary">The run.</param>
    /// <param name="lastGood">The last good run of the same plan, to compare with; null for none.</param>
    public static IReadOnlyList<Bottleneck> Find(RunSummary summary, RunSummary? lastGood = null) => Find(summary, lastGood, new Random(Seed));

    /// <summary>The findings, with the randomness of the permutation tests given.</summary>
    /// <param name="summary">The run.</param>
    /// <param name="lastGood">The last good run of the same plan; null for none.</param>
    /// <param name="random">Shuffles values; the same seed gives the same findings.</param>
    public static IReadOnlyList<Bottleneck> Find(RunSummary summary, RunSummary? lastGood, Random random)
    {
        if (GeneratorEvidence.Of(summary) is { } generator)
        {
            return [generator];
        }

        IEnumerable<Bottleneck> found = summary.Scenarios.SelectMany(scenario => OfScenario(scenario, random))
            .Concat(ServerEvidence.Of(summary, random))
            .Concat(lastGood is null ? [] : GrowthEvidence.Of(summary, lastGood));
        return [.. found.OrderByDescending(b => b.Weight).ThenBy(b => b.Subject, StringComparer.Ordinal).Take(MaxFindings)];
    }

    private static IEnumerable<Bottleneck> OfScenario(ScenarioSummary scenario, Random random)
    {
        foreach (Bottleneck error in ErrorEvidence.Of(scenario))
        {
            yield return error;
        }

        if (scenario.LatencyMissing is not null)
        {
            yield break;
        }

        if (SaturationEvidence.Of(scenario, random) is { } saturation)
        {
            yield return saturation;
        }

        foreach (Bottleneck part in RequestEvidence.Of(scenario).Concat(TimingEvidence.Of(scenario)))
        {
            yield return part;
        }
    }
}
