using PerfFunctions.App.Storage;
using PerfFunctions.App.Triggers;
using PerfFunctions.Engine.Budgets;

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
        Links = new RunViewLinks("http://s/api/runs/1", "http://s/report.html", "http://s/report.md", "http://s/report.json", "http://s/report.xml"),
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
