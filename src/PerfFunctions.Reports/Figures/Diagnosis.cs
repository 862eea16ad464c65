using PerfFunctions.Engine.Bottlenecks;
using PerfFunctions.Engine.Recommendations;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Reports.Figures;

/// <summary>What held the system back, and what to do.</summary>
/// <param name="Bottlenecks">The strongest evidence first; empty when nothing was measured.</param>
/// <param name="Recommendations">The most weighty first.</param>
/// <param name="Followed">Recommendations of the previous run that no longer apply, with what came of them.</param>
public sealed record Diagnosis(
    IReadOnlyList<Bottleneck> Bottlenecks,
    IReadOnlyList<Recommendation> Recommendations,
    IReadOnlyList<FollowedRecommendation> Followed)
{
    /// <summary>That of a run that measured nothing.</summary>
    public static Diagnosis None { get; } = new([], [], []);

    /// <summary>True when there is nothing to show.</summary>
    public bool IsEmpty => Bottlenecks.Count == 0 && Recommendations.Count == 0 && Followed.Count == 0;

    /// <summary>Diagnoses a run.</summary>
    /// <param name="summary">The run; null when it measured nothing.</param>
    /// <param name="lastGood">The last good run under the same conditions, to name what grew since; null for none.</param>
    /// <param name="previous">The previous run under the same conditions, to measure what its recommendations gained; null for none.</param>
    public static Diagnosis Of(RunSummary? summary, RunSummary? lastGood = null, RunSummary? previous = null)
    {
        if (summary is null)
        {
            return None;
        }

        IReadOnlyList<Bottleneck> bottlenecks = BottleneckFinder.Find(summary, lastGood);
        return new Diagnosis(bottlenecks, Recommender.Of(summary, bottlenecks), previous is null ? [] : FollowedIn(summary, previous));
    }

    private static IReadOnlyList<FollowedRecommendation> FollowedIn(RunSummary summary, RunSummary previous) =>
        Recommender.Followed(Recommender.Of(previous, BottleneckFinder.Find(previous)), previous, summary);
}
