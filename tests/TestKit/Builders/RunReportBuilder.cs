using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.TestKit.Builders;

/// <summary>Reports as a run of the sample shop would give them; every call changes one thing and gives a new builder.</summary>
public sealed record RunReportBuilder
{
    /// <summary>When every built run was asked for.</summary>
    public static readonly DateTimeOffset Created = new(2026, 3, 7, 14, 5, 0, TimeSpan.Zero);

    private RunReport _report = new()
    {
        RunId = "20260307-140500-a1b2c3",
        Plan = "shop",
        Trigger = "http",
        Target = "https://pr-17.shop.example/",
        CreatedAt = Created,
        FinishedAt = Created.AddSeconds(194),
        ReportUrl = "https://perf.example/api/runs/20260307-140500-a1b2c3/report.html",
        Verdict = new Verdict { RunId = "20260307-140500-a1b2c3", Outcome = RunOutcome.Passed, Headline = "The budget passed", Rules = [KeptRule()] },
    };

    /// <summary>A run that measured nothing.</summary>
    public static RunReportBuilder Empty() => new();

    /// <summary>A run with load, pages, broken budgets and notes.</summary>
    public static RunReportBuilder Shop() => new RunReportBuilder()
        .WithScenario(new ScenarioBuilder("browse"))
        .WithScenario(new ScenarioBuilder("checkout") { Users = 20, Seed = 5 })
        .WithPage(PageBuilder.Build("home"))
        .WithVerdict(
            RunOutcome.Failed,
            "2 of 5 budgets failed: browse.latency.p95 412 ms (limit 300 ms); home.lcp.p75 3.1 s (limit 2.5 s)",
            KeptRule(),
            Rule("browse.latency.p95 < 300ms", RuleStatus.Fail, "412 ms", 412, "300 ms", 300, "412 ms is over budget by 37 % (limit 300 ms)") with
            {
                Why = "slower pages lose carts",
                Owner = "web",
                Line = 21,
            },
            Rule("home.lcp.p75 < 2.5s", RuleStatus.Fail, "3.1 s", 3100, "2.5 s", 2500,
                "3.1 s is over budget by 24 % (limit 2.5 s)"),
            Rule("home.cls < 0.1", RuleStatus.Warn, "0.124", 0.124, "0.1", 0.1, "0.124 is over budget by 24 % (limit 0.1)") with { Level = BudgetLevel.Warn },
            Rule("home.inp < 200ms", RuleStatus.NoData, "no data", null, "200 ms", 200, "'home' had no input, so there is no INP."));

    /// <summary>The shop with all that a report can tell of load.</summary>
    public static RunReportBuilder Rich() => Shop()
        .WithSummary(s => s with
        {
            Scenarios = [RichScenarioBuilder.Build("browse"), s.Scenarios[1] with { Stages = [new(0, 60, 5, 20), new(60, 120, 20, 20)] }],
            Notes =
            [
                "browse: warm-up of 10s is excluded from all results except the arrivals.",
                "browse: latency of 2 of 110 shard-seconds excluded: iterations started 70 ms late; use more shards or a lower rate.",
            ],
        })
        .WithGenerator();

    /// <summary>The shop with a page that tells all that an audit can tell.</summary>
    public static RunReportBuilder RichPage() => Shop()
        .WithSummary(s => s with { Scenarios = [], Pages = [RichPageBuilder.Build("home")] })
        .With(r => r with
        {
            Screenshots = new Dictionary<string, byte[]> { ["home"] = new byte[40_000] },
            Frames = new Dictionary<string, IReadOnlyList<byte[]>> { ["home"] = [.. Enumerable.Range(0, 8).Select(i => new byte[6_000 + i])] },
        });

    /// <summary>The record as built.</summary>
    public RunReport Build() => _report;

    /// <summary>Adds a scenario.</summary>
    public RunReportBuilder WithScenario(ScenarioBuilder scenario) => WithScenario(scenario.Build());

    /// <summary>Adds a scenario.</summary>
    public RunReportBuilder WithScenario(ScenarioSummary scenario) =>
        WithSummary(s => s with { Scenarios = [.. s.Scenarios, scenario] });

    /// <summary>Adds a generator that kept up but for two seconds.</summary>
    public RunReportBuilder WithGenerator() => WithSummary(s => s with
    {
        Generator = new GeneratorSummary(GeneratorAt(65), [.. Enumerable.Range(0, 120).Select(i => new GeneratorPoint(i, 1, GeneratorAt(i)))]),
    });

    /// <summary>Adds a page.</summary>
    public RunReportBuilder WithPage(PageSummary page) => WithSummary(s => s with { Pages = [.. s.Pages, page] });

    /// <summary>Changes the summary; there is an empty one before the first change.</summary>
    public RunReportBuilder WithSummary(Func<RunSummary, RunSummary> change) =>
        With(r => Diagnosed(r with { Summary = change(r.Summary ?? new RunSummary { RunId = r.RunId }) }));

    /// <summary>Sets the judgement.</summary>
    public RunReportBuilder WithVerdict(RunOutcome outcome, string headline, params RuleResult[] rules) =>
        With(r => r with { Verdict = new Verdict { RunId = r.RunId, Outcome = outcome, Headline = headline, Rules = rules } });

    /// <summary>Changes anything else.</summary>
    public RunReportBuilder With(Func<RunReport, RunReport> change) => this with { _report = change(_report) };

    /// <summary>A judged rule.</summary>
    public static RuleResult Rule(
        string rule, RuleStatus status, string actual, double? value, string expected, double limit, string reason) => new()
        {
            Rule = rule,
            Status = status,
            Level = status == RuleStatus.Off ? BudgetLevel.Off : BudgetLevel.Fail,
            Actual = actual,
            Value = value,
            Expected = expected,
            Limit = limit,
            Operator = rule.Contains('>', StringComparison.Ordinal) ? ">" : "<",
            Reason = reason,
        };

    private static RunReport Diagnosed(RunReport report) => report with { Diagnosis = new(() => Diagnosis.Of(report.Summary)) };

    private static GeneratorSample GeneratorAt(int second) => new()
    {
        Cpu = 0.2 + (0.08 * Math.Sin(second / 7.0)) + (second is 64 or 65 ? 0.4 : 0),
        LoopBusy = 0.31 + (0.1 * Math.Sin(second / 5.0)),
        GcPause = 0.002,
        PoolDelayMs = 0.4,
        SendLagMs = second is 64 or 65 ? 70 : 0.8 + (0.4 * Math.Sin(second / 3.0)),
        Sockets = 64,
        MemoryBytes = 142_000_000,
    };

    private static RuleResult KeptRule() =>
        Rule("browse.throughput > 45/s", RuleStatus.Pass, "49.8/s", 49.8, "45/s", 45, "above the minimum by 11 %");
}
