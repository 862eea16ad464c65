using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Measurements;
using PerfFunctions.Engine.Reports;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Reports;

/// <summary>Reports in which every text from outside tries to be more than text.</summary>
internal static class Hostile
{
    public const string Text =
        "<script>alert(1)</script> \"'><img src=x onerror=alert(2)> | `code` | @octocat #17 ![i](http://evil.example/i.png) " +
        "[l](javascript:alert(3)) https://evil.example www.evil.example </td></svg>\r\n## heading\n| a | b |\u0000\u0008\u202E\uD800\\| --> ]]>";

    public static RunReport Report() => RunReportBuilder.Empty()
        .WithScenario(new ScenarioBuilder("s") { Seconds = 3 }.Build() with { Name = Text, Model = Text, Errors = new Dictionary<string, long> { [Text] = 3 } })
        .WithScenario(new ScenarioBuilder("s") { Seconds = 3 }.Build() with
        {
            LatencyMissing = Text,
            LeftOut = new LatencyLeftOut(1, 3, [new LeftOutReason(Text, 1)]),
            Breakpoint = new BreakpointSummary(null, Text),
            Exemplars = [new Exemplar(Text, Text, 1, 12, Text)],
        })
        .WithGenerator()
        .WithPage(Page())
        .WithSummary(s => s with { Notes = [Text] })
        .WithVerdict(RunOutcome.Failed, Text, Rule(RuleStatus.Fail), Rule(RuleStatus.Warn), Rule(RuleStatus.NoData), Rule(RuleStatus.Off))
        .With(r => r with
        {
            Plan = Text,
            Target = "javascript:alert(4)" + Text,
            PullRequest = Text,
            Trigger = Text,
            RunId = Text,
            Verdict = r.Verdict with { Notes = [Text + "2"] },
            Screenshots = new Dictionary<string, byte[]> { [Text] = [0xFF, 0xD8, 0xFF] },
        })
        .Build();

    private static PageSummary Page() => PageBuilder.Build(Text) with
    {
        Environment = new PageEnvironment { Browser = Text, Device = new DeviceProfile(Text, 1, 1, 1, Touch: true, Text) },
        Loads = [PageBuilder.Load(1, 1500) with { LcpElement = Text }, PageBuilder.Failed(2, Text)],
    };

    private static RuleResult Rule(RuleStatus status) =>
        RunReportBuilder.Rule(Text, status, Text, double.NaN, Text, 300, Text) with { Why = Text, Owner = Text };
}
