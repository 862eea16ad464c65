using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.App.Trends;

/// <summary>Shows how the numbers of a plan went over its runs.</summary>
public sealed class TrendsApi(TrendStore trends, RunLinks links)
{
    private const int FewestRuns = 2;
    private const int MaxRuns = 365;
    private const int UsualRuns = 90;
    private const int MaxNamed = 20;

    /// <summary>
    /// The history of a plan with its changes of level. <c>?conditions=</c> chooses where there are several, else those of
    /// the newest run; <c>?metric=home.lcp</c> gives that number alone, <c>?last=</c> the number of runs, 90 if not said.
    /// </summary>
    [Function("GetTrends")]
    [RequireRole(Role.Read)]
    [Answers(typeof(TrendView))]
    [Query("metric", "One metric, scenario or page, such as home.lcp or home.")]
    [Query("last", "Number of runs, 2 to 365; 90 by default.")]
    [Query("conditions", "Key of the conditions, if there are several; those of the newest run by default.")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/trends/{plan}")] HttpRequest request,
        string plan,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<TrendConditions> all = PlanNames.IsValid(plan) ? await trends.ConditionsAsync(plan, cancellationToken) : [];
        if (all.Count == 0)
        {
            return Problems.NotFound($"history of a plan '{plan}'");
        }

        List<FieldProblem> problems = [];
        int last = QueryNumbers.Read(request, "last", FewestRuns, MaxRuns, "is not a number of runs", problems) ?? UsualRuns;
        TrendConditions chosen = Chosen(request.Query["conditions"], all, problems);
        if (problems.Count > 0)
        {
            return Problems.Fields(problems);
        }

        IReadOnlyList<TrendRun> runs = await trends.ReadAsync(plan, chosen.Key, last, before: null, cancellationToken);
        (MetricKind Kind, MetricReference Metric)[] known = Known(runs);
        (MetricKind Kind, MetricReference Metric)[] asked = Asked(request.Query["metric"], known, problems);
        return problems.Count > 0
            ? Problems.Fields(problems)
            : Results.Json(
                new TrendView(
                    plan, TrendConditionsView.Of(chosen), [.. all.Where(c => c.Key != chosen.Key).Select(TrendConditionsView.Of)],
                    [.. runs.Select(r => TrendRunView.Of(r, links))], Series(asked, runs, cancellationToken)),
                PerfJson.Options);
    }

    private static TrendConditions Chosen(string? key, IReadOnlyList<TrendConditions> all, List<FieldProblem> problems)
    {
        TrendConditions? chosen = key is null ? all[0] : all.FirstOrDefault(c => c.Key == key);
        if (chosen is null)
        {
            problems.Add(new FieldProblem(
                "conditions", key, "are not conditions that the plan was run under", string.Join(", ", all.Take(MaxNamed).Select(c => c.Key))));
        }

        return chosen ?? all[0];
    }

    // In the order of the newest run's plan; what it has no longer comes last.
    private static (MetricKind Kind, MetricReference Metric)[] Known(IReadOnlyList<TrendRun> runs) =>
        [.. runs.Reverse().SelectMany(r => r.Values).Select(v => (v.Kind, v.Metric)).Distinct().Where(m => MetricCatalog.Find(m.Kind, m.Metric.Metric) is not null)];

    private static (MetricKind Kind, MetricReference Metric)[] Asked(
        string? name, (MetricKind Kind, MetricReference Metric)[] known, List<FieldProblem> problems)
    {
        (MetricKind Kind, MetricReference Metric)[] asked = [.. known.Where(m => name is null || IsNamed(m.Metric, name))];
        if (asked.Length == 0)
        {
            problems.Add(new FieldProblem(
                "metric", name, "is not a metric of this history", string.Join(", ", known.Take(MaxNamed).Select(m => m.Metric.ToString()))));
        }

        return asked;
    }

    private static bool IsNamed(MetricReference metric, string name) =>
        name == metric.Subject || name == $"{metric.Subject}.{metric.Metric}" || name == metric.ToString();

    // A long history with a change in each of its numbers is seconds of work.
    private static TrendSeriesView[] Series(
        (MetricKind Kind, MetricReference Metric)[] asked, IReadOnlyList<TrendRun> runs, CancellationToken cancellationToken) =>
    [
        .. asked.AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .Select(m => TrendSeriesView.Of(TrendSeries.Of(MetricCatalog.Find(m.Kind, m.Metric.Metric)!, m.Metric, runs), runs)),
    ];
}
