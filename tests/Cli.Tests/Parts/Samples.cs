using PerfFunctions.Api;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Trends;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.Cli.Tests.Parts;

/// <summary>Runs as the service shows them.</summary>
internal static class Samples
{
    public const string Plan = """
        version: 1
        name: shop
        target: http://127.0.0.1:9
        load:
          browse:
            arrivals: { rate: 10/s, for: 2s }
            flow: [ { get: / } ]
        """;

    public static RunView Running(string stage, LiveLoad? load = null) => new()
    {
        RunId = "20260304050607089-a1",
        Plan = "shop",
        Trigger = RunTrigger.Http,
        Target = "https://shop.example",
        Stage = stage,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Links = new RunViewLinks("http://s/api/runs/1", "http://s/report.html", "http://s/report.md", "http://s/report.json", "http://s/report.xml", null, "http://s/runs/1"),
        Load = load,
    };

    public static RunView Ended(RunOutcome outcome, params RuleResult[] rules) => Running("done") with
    {
        Outcome = outcome,
        Headline = "the headline",
        FinishedAt = DateTimeOffset.UnixEpoch.AddMinutes(1),
        Verdict = new Verdict
        {
            RunId = "20260304050607089-a1",
            Outcome = outcome,
            Headline = "the [red]headline[/]",
            Rules = rules,
            Notes = ["Shard 1 was lost [really]"],
        },
    };

    /// <summary>Three runs, slower from the second on, and conditions of before.</summary>
    public static TrendView Trends { get; } = new(
        "shop", Conditions("a1b2c3d4e5f6", 2), [Conditions("000000000000", 4)],
        [.. Enumerable.Range(0, 3).Select(i => new TrendRunView($"r{i}", DateTimeOffset.UnixEpoch.AddDays(i), $"c{i}00000000", "[main]", RunOutcome.Passed, $"http://s/r{i}"))],
        [
            new TrendSeriesView(
                "home.lcp.p50", "home", "lcp.p50", MetricKind.Page, MetricUnit.Milliseconds, MetricDirection.Higher, "largest contentful paint", [1000, null, 1100],
                [new TrendChangeView(DateTimeOffset.UnixEpoch.AddDays(2), "r0", "r2", "c000000000", "c200000000", 1000, 1100, 10, true)]),
            new TrendSeriesView("home.inp.p50", "home", "inp.p50", MetricKind.Page, MetricUnit.Milliseconds, MetricDirection.Higher, "", [null, null, null], []),
        ]);

    private static TrendConditionsView Conditions(string key, int cores) =>
        new(key, $"cores {cores}", DateTimeOffset.UnixEpoch.AddDays(2), new RunConditions("shop", "m", "", "", new HostKind("", "", cores)));

    public static RuleResult Rule(string expression, RuleStatus status) => new()
    {
        Rule = expression,
        Status = status,
        Level = BudgetLevel.Fail,
        Expected = "300 ms",
        Actual = "[412 ms]",
        Operator = "<",
        Limit = 300,
        Reason = "112 ms over",
        Why = "people leave",
    };
}
