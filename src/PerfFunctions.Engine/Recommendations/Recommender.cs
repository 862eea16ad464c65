using PerfFunctions.Engine.Bottlenecks;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts.Causes;

namespace PerfFunctions.Engine.Recommendations;

/// <summary>Recommends what to change. Each recommendation needs evidence in the run, and promises no more than was measured.</summary>
public static class Recommender
{
    /// <summary>The highest number of recommendations.</summary>
    public const int MaxRecommendations = 15;

    /// <summary>The recommendations, the most weighty first; at most <see cref="MaxRecommendations"/>.</summary>
    /// <param name="summary">The run.</param>
    /// <param name="bottlenecks">What <see cref="BottleneckFinder"/> found in it.</param>
    public static IReadOnlyList<Recommendation> Of(RunSummary summary, IReadOnlyList<Bottleneck> bottlenecks)
    {
        var reader = new SummaryReader(summary);
        return
        [
            .. summary.Pages.Where(p => p.Loads.Any(l => l.Failure is null))
                .SelectMany(p => PageWaste.Of(p, reader).Concat(PageVitals.Of(p, reader)))
                .Concat(bottlenecks.Select(b => LoadAdvice.Of(b, reader)).OfType<Recommendation>())
                .GroupBy(r => (r.Action, r.Subject)).Select(g => g.MaxBy(r => r.Weight)!)
                .OrderByDescending(r => r.Weight).ThenBy(r => r.Subject, StringComparer.Ordinal).Take(MaxRecommendations),
        ];
    }

    /// <summary>
    /// The recommendations of an earlier run that no longer apply, with their metric before and after. One whose metric the later
    /// run did not measure is left out: its evidence may be missing only because of that.
    /// </summary>
    /// <param name="before">What the earlier run recommended.</param>
    /// <param name="beforeSummary">The earlier run.</param>
    /// <param name="after">The later run.</param>
    public static IReadOnlyList<FollowedRecommendation> Followed(
        IReadOnlyList<Recommendation> before, RunSummary beforeSummary, RunSummary after)
    {
        IReadOnlyList<Bottleneck> found = BottleneckFinder.Find(after);
        if (found.Any(b => b.Kind == BottleneckKind.Generator))
        {
            return [];
        }

        HashSet<(string, string)> still = [.. Of(after, found).Select(r => (r.Action, r.Subject))];
        (SummaryReader was, SummaryReader isNow) = (new(beforeSummary), new(after));
        return
        [
            .. from recommendation in before
               where !still.Contains((recommendation.Action, recommendation.Subject))
               let now = isNow.Read(recommendation.Metric).Value
               where now is not null
               let then = was.Read(recommendation.Metric).Value
               select new FollowedRecommendation(recommendation, then, now, Words(recommendation, then, now.Value)),
        ];
    }

    private static string Words(Recommendation recommendation, double? before, double after)
    {
        MetricUnit unit = MetricWords.UnitOf(recommendation.Metric);
        return before is { } was
            ? $"{recommendation.Subject}: {recommendation.Metric} {CauseText.Change(unit, was, after)}."
            : $"{recommendation.Subject}: {recommendation.Metric} is {MetricFormat.Format(unit, after)}; it was not measured before.";
    }
}
