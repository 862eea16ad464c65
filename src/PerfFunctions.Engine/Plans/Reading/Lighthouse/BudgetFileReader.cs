using System.Text.RegularExpressions;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Reading.Lighthouse;

/// <summary>Reads <c>budget.json</c>: of the entries whose path fits a page, the last one holds for it.</summary>
internal static class BudgetFileReader
{
    private const double Most = 1e12;
    private const string Aggregate = "p50";

    private static readonly string[] Keys = ["path", "options", "timings", "resourceSizes", "resourceCounts"];

    public static IEnumerable<BudgetRule> Read(Field field, LighthouseRules rules)
    {
        List<(Regex Path, IReadOnlyList<LighthouseLimit> Limits)> entries = [];
        foreach (Field item in field.Items(PlanLimits.Budgets, "a list of budgets, as in budget.json") ?? [])
        {
            if (item.Map(Keys) is { } map)
            {
                entries.Add((ReadPath(map.Get("path"), item, rules), ReadLimits(map)));
            }
        }

        return rules.Pages.SelectMany(page =>
            entries.LastOrDefault(e => e.Path.IsMatch(LighthouseRules.PathOf(page))).Limits?.Select(limit => rules.Of(page, limit)) ?? []);
    }

    private static List<LighthouseLimit> ReadLimits(MapField map)
    {
        map.Get("options")?.Refuse("options are not supported: third parties are detected by site", "a budget without options");
        return
        [
            .. ReadList(map.Get("timings"), "metric", t => LighthouseMetrics.Timings.GetValueOrDefault(t), LighthouseMetrics.Timings.Keys, 1),
            .. ReadList(map.Get("resourceSizes"), "resourceType", t => LighthouseMetrics.OfResource(t, PageMetric.Bytes),
                LighthouseMetrics.ResourceTypes, LighthouseMetrics.Kilobyte),
            .. ReadList(map.Get("resourceCounts"), "resourceType", t => LighthouseMetrics.OfResource(t, PageMetric.Requests),
                LighthouseMetrics.ResourceTypes, 1),
        ];
    }

    private static IEnumerable<LighthouseLimit> ReadList(
        Field? list, string key, Func<string, string?> metricOf, IEnumerable<string> names, double unit)
    {
        string allowed = string.Join(", ", names);
        foreach (Field item in list?.Items(PlanLimits.Budgets, $"a list of {{ {key}, budget }}") ?? [])
        {
            MapField? map = item.Map([key, "budget", "tolerance"]);
            map?.Get("tolerance")?.Refuse("a tolerance is not supported", "a budget that includes the tolerance");
            Field? named = map?.Require(key, allowed);
            double? limit = map?.Require("budget", "a number")?.Number(0, Most);
            if (named?.Text(allowed, PlanLimits.TextLength) is not { } name)
            {
                continue;
            }

            if (metricOf(name) is not { } metric)
            {
                named.Refuse("this is not supported", allowed);
            }
            else if (limit is { } number)
            {
                yield return new LighthouseLimit(metric, Aggregate, number * unit, BudgetLevel.Fail, item.Node.Line);
            }
        }
    }

    // As in robots.txt: the beginning of the path, * for any characters, $ for its end.
    private static Regex ReadPath(Field? field, Field item, LighthouseRules rules)
    {
        const string Allowed = "a path as in robots.txt, such as /products/*";
        string path = field?.Text(Allowed, PlanLimits.PathLength) ?? "/";
        string pattern = "^" + Regex.Escape(path.TrimEnd('$')).Replace(@"\*", ".*", StringComparison.Ordinal) + (path.EndsWith('$') ? @"\z" : "");
        Regex regex = new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        if (rules.Pages.Count > 0 && !rules.Pages.Any(p => regex.IsMatch(LighthouseRules.PathOf(p))))
        {
            (field ?? item).Refuse("no page of the plan matches this path", string.Join(", ", rules.Pages.Select(LighthouseRules.PathOf)));
        }

        return regex;
    }
}
