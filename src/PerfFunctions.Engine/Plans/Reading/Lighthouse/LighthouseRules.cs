using System.Globalization;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Lighthouse;

/// <summary>One limit of a Lighthouse file, of no page yet.</summary>
/// <param name="Metric">Its metric here.</param>
/// <param name="Aggregate">How loads become one number.</param>
/// <param name="Limit">In the unit of the metric; a value at the limit is within it.</param>
/// <param name="Level">What breaking it does.</param>
/// <param name="Line">Where it stands.</param>
internal sealed record LighthouseLimit(string Metric, string Aggregate, double Limit, BudgetLevel Level, int Line);

/// <summary>Makes rules for the pages of a plan.</summary>
internal sealed class LighthouseRules(PerfPlan plan, BudgetSubjects subjects)
{
    private const string AnyHost = "http://localhost";

    /// <summary>The pages that have a name; their mistakes have been reported.</summary>
    public IReadOnlyList<Page> Pages { get; } =
        [.. plan.Pages.Where(p => p.Path.Length > 0 && SubjectNames.IsFree(p.Name, subjects.Scenarios))];

    /// <summary>The whole address of a page, places in the target as they stand.</summary>
    public string AddressOf(Page page) => page.Path[0] == '/' ? (plan.Target ?? AnyHost).TrimEnd('/') + page.Path : page.Path;

    /// <summary>The path of a page with its query.</summary>
    public static string PathOf(Page page) => page.Path[0] == '/' ? page.Path : new Uri(page.Path).PathAndQuery;

    /// <summary>The rule of a page.</summary>
    public BudgetRule Of(Page page, LighthouseLimit limit)
    {
        string number = Math.Round(limit.Limit, 3).ToString("0.###", CultureInfo.InvariantCulture);
        string unit = MetricCatalog.Find(MetricKind.Page, limit.Metric)!.Unit switch
        {
            MetricUnit.Milliseconds => "ms",
            MetricUnit.Bytes => "B",
            _ => "",
        };
        string expression = $"{page.Name}.{limit.Metric}.{limit.Aggregate} <= {number}{unit}";
        return BudgetParser.TryParse(expression, subjects, out BudgetRule? rule, out BudgetProblem? problem)
            ? rule with { Level = limit.Level, Line = limit.Line }
            : throw new InvalidOperationException(
                $"'{expression}' was converted from a Lighthouse file and is not a valid budget: {problem.Message}.");
    }
}
