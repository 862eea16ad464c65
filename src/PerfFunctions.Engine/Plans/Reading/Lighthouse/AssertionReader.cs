using System.Text.RegularExpressions;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans.Reading.Lighthouse;

/// <summary>Reads <c>ci.assert</c> of <c>lighthouserc</c>; all else in that file says how Lighthouse is run and is left alone.</summary>
internal sealed class AssertionReader(LighthouseRules rules)
{
    private const double Most = 1e12;
    private const string Bound = "maxNumericValue";
    private const string FileAllowed = "ci: { assert: { assertions: … } } as in lighthouserc, or a list as in budget.json";

    private static readonly string[] AssertKeys =
        ["assertions", "assertMatrix", "preset", "budgetsFile", "aggregationMethod", "includePassedAssertions"];

    private static readonly string[] MatrixKeys = ["matchingUrlPattern", "assertions", "preset", "budgetsFile", "aggregationMethod"];

    private static readonly string[] AssertionKeys =
        [Bound, "minNumericValue", "minScore", "maxLength", "minLength", "aggregationMethod"];

    // Where the bound is an upper one, the best of several loads is the least.
    private static readonly Dictionary<string, int> Methods = new() { ["optimistic"] = 0, ["median"] = 1, ["median-run"] = 1, ["pessimistic"] = 2 };
    private static readonly string[] Aggregates = ["min", "p50", "max"];

    private static readonly Dictionary<string, BudgetLevel> Levels = new()
    {
        ["off"] = BudgetLevel.Off,
        ["warn"] = BudgetLevel.Warn,
        ["error"] = BudgetLevel.Fail,
    };

    public IEnumerable<BudgetRule> Read(Field field)
    {
        if (Child(Child(field, "ci"), "assert") is not { } assert)
        {
            field.Refuse("there are no assertions", FileAllowed);
            return [];
        }

        return assert.Map(AssertKeys) is { } map ? ReadAssert(map) : [];
    }

    private IEnumerable<BudgetRule> ReadAssert(MapField map)
    {
        RefuseElsewhere(map);
        int method = MethodOf(map, 0);
        if (map.Get("assertMatrix") is not { } matrix)
        {
            return Expand(rules.Pages, map.Get("assertions"), method);
        }

        map.Get("assertions")?.Refuse("assertions next to an assertMatrix apply to no page",
            "all assertions in the assertMatrix");
        List<BudgetRule> all = [];
        foreach (Field item in matrix.Items(PlanLimits.Budgets, "a list of { matchingUrlPattern, assertions }") ?? [])
        {
            if (item.Map(MatrixKeys) is { } row)
            {
                RefuseElsewhere(row);
                IReadOnlyList<Page> pages = row.Require("matchingUrlPattern", "a regular expression") is { } pattern ? Matching(pattern) : [];
                all.AddRange(Expand(pages, row.Get("assertions"), MethodOf(row, method)).Take(LighthouseReader.MaxRules - all.Count));
            }
        }

        return all;
    }

    private static void RefuseElsewhere(MapField map)
    {
        map.Get("preset")?.Refuse("a preset uses Lighthouse scores, which are not supported", $"assertions with {Bound}");
        map.Get("budgetsFile")?.Refuse("the plan does not contain this file", "its content as another entry of 'budgets', { lighthouse: … }");
    }

    private IEnumerable<BudgetRule> Expand(IReadOnlyList<Page> pages, Field? assertions, int method)
    {
        LighthouseLimit[] limits =
            [.. (assertions?.Entries(PlanLimits.Budgets, "assertions by audit") ?? []).Select(a => ReadLimit(a, method)).OfType<LighthouseLimit>()];
        return pages.SelectMany(page => limits.Select(limit => rules.Of(page, limit)));
    }

    private static LighthouseLimit? ReadLimit(NamedField audit, int method)
    {
        const string Allowed = $"off, warn, error, or a list such as [ error, {{ {Bound}: 2500 }} ]";
        Field[] parts = audit.Value.Node is ListNode ? [.. audit.Value.Items(2, Allowed) ?? []] : [audit.Value];
        BudgetLevel? level = parts.Length > 0 ? parts[0].Choice(Levels) : null;
        if (level is null or BudgetLevel.Off)
        {
            return null;
        }

        string? metric = LighthouseMetrics.OfAudit(audit.Name);
        if (metric is null)
        {
            audit.RefuseName(
                audit.Name.StartsWith("user-timings", StringComparison.Ordinal)
                    ? "user timings are separate budgets: page.mark.NAME or page.measure.NAME"
                    : "this is not supported",
                $"off, or {string.Join(", ", LighthouseMetrics.Audits.Keys)}, resource-summary:TYPE:size and :count");
            return null;
        }

        MapField? options = parts.Length > 1 ? parts[1].Map(AssertionKeys) : null;
        foreach (string score in new[] { "minScore", "maxLength", "minLength", "minNumericValue" })
        {
            options?.Get(score)?.Refuse($"'{score}' is not supported", Bound);
        }

        if (options?.Get(Bound) is not { } bound)
        {
            audit.Value.Refuse("an assertion without a number uses a Lighthouse score, which is not supported", Allowed);
            return null;
        }

        return bound.Number(0, Most) is { } limit
            ? new LighthouseLimit(metric, Aggregates[MethodOf(options, method)], limit, level.Value, audit.Line)
            : null;
    }

    private static int MethodOf(MapField map, int above) => map.Get("aggregationMethod")?.Choice(Methods) ?? above;

    private IReadOnlyList<Page> Matching(Field field)
    {
        if (field.Text("a regular expression", PlanLimits.PathLength) is not { } text)
        {
            return [];
        }

        try
        {
            Regex pattern = SearchPattern.Compile(text);
            Page[] pages = [.. rules.Pages.Where(p => pattern.IsMatch(rules.AddressOf(p)))];
            if (pages.Length == 0 && rules.Pages.Count > 0)
            {
                field.Refuse("no page of the plan matches this address", string.Join(", ", rules.Pages.Select(rules.AddressOf)));
            }

            return pages;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            field.Refuse("this is not a regular expression that is supported", SearchPattern.Allowed);
            return [];
        }
    }

    private static Field? Child(Field? field, string key) =>
        (field?.Node as MapNode)?.Entries.FirstOrDefault(e => e.Key == key) is { } entry
            ? new Field(entry.Value, MapEntries.PathOf(field.Path, key), field.Problems)
            : null;
}
