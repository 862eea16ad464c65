using PerfFunctions.Engine.Bottlenecks;
using PerfFunctions.Engine.Recommendations;

namespace PerfFunctions.Reports.Figures;

/// <summary>What held the system back, and what to do.</summary>
/// <param name="Bottlenecks">The strongest evidence first; empty when nothing was measured.</param>
/// <param name="Recommendations">The most weighty first.</param>
internal sealed record Diagnosis(IReadOnlyList<Bottleneck> Bottlenecks, IReadOnlyList<Recommendation> Recommendations)
{
    /// <summary>True when there is nothing to show.</summary>
    public bool IsEmpty => Bottlenecks.Count == 0 && Recommendations.Count == 0;

    /// <summary>The diagnosis of a report's run.</summary>
    public static Diagnosis Of(RunReport report)
    {
        if (report.Summary is not { } summary)
        {
            return new Diagnosis([], []);
        }

        IReadOnlyList<Bottleneck> bottlenecks = BottleneckFinder.Find(summary, report.LastGood);
        return new Diagnosis(bottlenecks, Recommender.Of(summary, bottlenecks));
    }
}
