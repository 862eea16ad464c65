using PerfFunctions.Api;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.App.Trends;

/// <summary>Makes views of histories.</summary>
internal static class TrendViews
{
    extension(TrendConditionsView)
    {
        /// <summary>The view of conditions.</summary>
        public static TrendConditionsView Of(TrendConditions conditions) =>
            new(conditions.Key, conditions.Conditions.ToString(), conditions.NewestAt, conditions.Conditions);
    }

    extension(TrendRunView)
    {
        /// <summary>The view of a run.</summary>
        public static TrendRunView Of(TrendRun run, RunLinks links) =>
            new(run.RunId, run.StartedAt, run.Commit, run.Branch, run.Outcome, links.Report(run.RunId, "html"));
    }

    extension(TrendSeriesView)
    {
        /// <summary>The view of a series.</summary>
        /// <param name="series">The series.</param>
        /// <param name="runs">All runs of the view, oldest first.</param>
        public static TrendSeriesView Of(TrendSeries series, IReadOnlyList<TrendRun> runs)
        {
            Dictionary<string, double> values = series.Runs.Zip(series.Values).ToDictionary(p => p.First.RunId, p => p.Second);
            string metric = series.Metric.ToString();
            return new(
                metric, series.Metric.Subject, metric[(series.Metric.Subject.Length + 1)..], series.Definition.Kind, series.Definition.Unit,
                series.Definition.Worse, series.Definition.Meaning,
                [.. runs.Select(r => values.TryGetValue(r.RunId, out double value) ? value : (double?)null)],
                [.. series.Changes.Select(c => TrendChangeView.Of(c, series.Definition.Worse))]);
        }
    }

    extension(TrendChangeView)
    {
        /// <summary>The view of a change.</summary>
        public static TrendChangeView Of(TrendChange change, MetricDirection worse) => new(
            change.FirstAfter.StartedAt, change.LastBefore.RunId, change.FirstAfter.RunId, change.LastBefore.Commit, change.FirstAfter.Commit,
            change.Point.Before, change.Point.After, change.Point.Size * 100, change.IsWorse(worse));
    }
}
