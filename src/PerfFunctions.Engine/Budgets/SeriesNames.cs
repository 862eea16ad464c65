using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Budgets;

/// <summary>Finds the metric of a scenario's series that a budget names: <c>request.cart.latency</c>, <c>check.has-items</c>.</summary>
internal static class SeriesNames
{
    private static readonly Dictionary<string, (SeriesKind Kind, string What)> Families = new()
    {
        [SeriesKey.Request] = (SeriesKind.Request, "request"),
        [SeriesKey.Group] = (SeriesKind.Group, "group"),
        [SeriesKey.Stream] = (SeriesKind.Stream, "stream"),
        [SeriesKey.Check] = (SeriesKind.Check, "check"),
        [SeriesKey.Measure] = (SeriesKind.Measure, "metric of its own"),
    };

    /// <summary>The metric, without an aggregate behind it; null when the word names none of a series.</summary>
    /// <exception cref="BudgetRefusedException">The scenario has no such series, or the series no such metric.</exception>
    public static MetricDefinition? Find(Word rest, string scenario, BudgetSubjects subjects)
    {
        string[] parts = rest.Text.Split('.');
        if (parts[0] == SeriesKey.Iterations)
        {
            return FindMetric(new LoadSeries(SeriesKey.Iterations, SeriesKey.Iterations), parts[1..], After(rest, parts, 1), usual: "duration");
        }

        if (!Families.TryGetValue(parts[0], out (SeriesKind Kind, string What) family))
        {
            return null;
        }

        string slug = parts.Length > 1 ? parts[1] : "";
        LoadSeries series = FindSeries(parts[0], slug, scenario, family, subjects, After(rest, parts, 1));
        if (parts is [_, _, SeriesKey.ServerTiming, ..])
        {
            return family.Kind == SeriesKind.Request
                ? FindTiming(series, parts[3..], After(rest, parts, 3))
                : FindMetric(series, parts[2..], After(rest, parts, 2), null);
        }

        return family.Kind is SeriesKind.Check or SeriesKind.Measure
            ? SeriesMetrics.Define(series, "")
            : FindMetric(series, parts[2..], After(rest, parts, 2), usual: null);
    }

    private static LoadSeries FindSeries(
        string family, string slug, string scenario, (SeriesKind Kind, string What) what, BudgetSubjects subjects, int column)
    {
        if (!subjects.Series.TryGetValue(scenario, out IReadOnlyList<LoadSeries>? all) && slug.Length > 0)
        {
            return new LoadSeries(SeriesKey.Of(family, slug), slug);
        }

        if (all?.FirstOrDefault(s => s.Kind == what.Kind && s.Slug == slug) is { } series)
        {
            return series;
        }

        string[] slugs = [.. (all ?? []).Where(s => s.Kind == what.Kind).Select(s => s.Slug)];
        throw new BudgetRefusedException(column,
            slug.Length == 0 ? $"the name of the {what.What} is missing" : $"'{scenario}' has no {what.What} '{slug}'{Spelling.Hint(slug, slugs)}",
            slugs.Length == 0 ? $"a name of '{family}' in the flow of '{scenario}'" : Spelling.List(slugs));
    }

    private static MetricDefinition FindTiming(LoadSeries request, string[] rest, int column)
    {
        string name = rest.Length > 0 ? rest[0] : "";
        return name.Length > 0
            ? SeriesMetrics.Find(SeriesKey.TimingOf(request.Key, name))!
            : throw new BudgetRefusedException(column, "the name of the entry is missing",
                $"a name that the target sends in Server-Timing, such as {request.Key}.{SeriesKey.ServerTiming}.db");
    }

    private static MetricDefinition FindMetric(LoadSeries series, string[] rest, int column, string? usual)
    {
        IReadOnlyList<string> metrics = SeriesMetrics.Of(series.Kind);
        string word = rest.Length > 0 ? rest[0] : "";
        bool isLeftOut = usual is not null
            && (word.Length == 0 || MetricCatalog.Find(MetricKind.Load, LoadMetric.Latency)!.Aggregates.Contains(MetricCatalog.CanonicalAggregate(word)));
        return SeriesMetrics.Define(series, isLeftOut ? usual! : word) ?? throw new BudgetRefusedException(column,
            word.Length == 0 ? "the metric is missing" : $"'{series.Key}' has no metric '{word}'{Spelling.Hint(word, metrics)}",
            string.Join(", ", series.Kind == SeriesKind.Request ? [.. metrics, $"{SeriesKey.ServerTiming}.NAME"] : metrics));
    }

    // The column of a part of the name.
    private static int After(Word rest, string[] parts, int count) => rest.Column + parts.Take(count).Sum(p => p.Length + 1);
}
