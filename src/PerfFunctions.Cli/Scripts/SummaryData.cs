using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PerfFunctions.Api.Histograms;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Load.K6.Plans;

namespace PerfFunctions.Cli.Scripts;

/// <summary>What <c>handleSummary</c> is given, in k6's shape.</summary>
/// <param name="plan">The plan of the script.</param>
/// <param name="measured">What its run measured.</param>
/// <param name="rules">What became of its budgets.</param>
internal sealed class SummaryData(K6Plan plan, HistogramsView measured, IReadOnlyList<RuleResult> rules)
{
    private static readonly string[] DefaultTrendStats = ["avg", "min", "med", "max", "p(90)", "p(95)"];

    /// <summary>The data.</summary>
    /// <param name="isOutTerminal">Whether standard output is a terminal.</param>
    /// <param name="isErrorTerminal">Whether standard error is one.</param>
    /// <param name="noColor">Whether the user wants no colours.</param>
    public JsonObject Write(bool isOutTerminal, bool isErrorTerminal, bool noColor)
    {
        string[] trendStats = TrendStats();
        SummaryMetrics metrics = new(measured, trendStats);
        return new JsonObject
        {
            ["root_group"] = RootGroup(metrics),
            ["options"] = new JsonObject
            {
                ["summaryTrendStats"] = new JsonArray([.. trendStats.Select(s => JsonValue.Create(s))]),
                ["summaryTimeUnit"] = plan.Options["summaryTimeUnit"]?.ToString() ?? "",
                ["noColor"] = noColor,
            },
            ["state"] = new JsonObject
            {
                ["isStdOutTTY"] = isOutTerminal,
                ["isStdErrTTY"] = isErrorTerminal,
                ["testRunDurationMs"] = measured.Scenarios.Select(s => s.FromSecond + s.DurationSeconds).DefaultIfEmpty(0).Max() * 1000,
            },
            ["metrics"] = Metrics(metrics),
        };
    }

    private string[] TrendStats() =>
        plan.Options["summaryTrendStats"] is JsonArray list && list.Select(s => s?.ToString() ?? "").Where(SummaryMetric.IsTrendStat).ToArray() is { Length: > 0 } own
            ? own
            : DefaultTrendStats;

    private JsonObject Metrics(SummaryMetrics metrics)
    {
        JsonObject all = [];
        foreach ((string name, JsonObject metric) in metrics.All())
        {
            all[name] = metric;
        }

        foreach (IGrouping<string, K6Threshold> thresholds in plan.Thresholds.GroupBy(t => t.Name))
        {
            K6Threshold first = thresholds.First();
            if ((all[first.Name] ?? metrics.Find(first)) is JsonObject metric)
            {
                metric["thresholds"] = ThresholdsOf(thresholds);
                all[first.Name] = metric;
            }
        }

        return all;
    }

    private JsonObject ThresholdsOf(IEnumerable<K6Threshold> thresholds)
    {
        JsonObject written = [];
        foreach (K6Threshold threshold in thresholds)
        {
            written[threshold.Expression] = new JsonObject { ["ok"] = threshold.Budgets.All(IsOk) };
        }

        return written;
    }

    // What was not measured is not passed.
    private bool IsOk(string budget) => rules.FirstOrDefault(r => r.Rule == budget) is { Status: RuleStatus.Pass or RuleStatus.Off };

    // Checks are measured by their names, whatever group they are made in.
    private static JsonObject RootGroup(SummaryMetrics metrics)
    {
        JsonObject root = Group("", "");
        root["groups"] = new JsonArray([.. metrics.Groups().Select(name => Group(name, $"::{name}"))]);
        root["checks"] = new JsonArray([.. metrics.Checks().Select(check => new JsonObject
        {
            ["name"] = check.Name,
            ["path"] = $"::{check.Name}",
            ["id"] = IdOf($"::{check.Name}"),
            ["passes"] = check.Passes,
            ["fails"] = check.Fails,
        })]);
        return root;
    }

    private static JsonObject Group(string name, string path) => new()
    {
        ["name"] = name,
        ["path"] = path,
        ["id"] = IdOf(path),
        ["groups"] = new JsonArray(),
        ["checks"] = new JsonArray(),
    };

    // k6's own identifiers.
#pragma warning disable CA5351 // Nothing is secured by them.
    private static string IdOf(string path) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(path)));
#pragma warning restore CA5351
}
