using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Figures;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Reports.Tests;

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
            Series =
            [
                .. new[]
                {
                    "request.a", "request.b", "request.a.server-timing.db", "stream.a", "group.a", "iterations", "check.a", "measure.a",
                }.Select(Series),
            ],
            Failures = [new FailureSample(Text, Text, 1, 0) { Status = 500, Expected = Text, Headers = [new SampleHeader(Text, Text)], Body = Text }],
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
            Profile = Text,
            Parameters = new Dictionary<string, string> { ["text"] = Text, ["again"] = Text },
            Trigger = Text,
            RunId = Text,
            Verdict = r.Verdict with { Notes = [Text + "2"] },
            Screenshots = new Dictionary<string, byte[]> { [Text] = [0xFF, 0xD8, 0xFF] },
            Frames = new Dictionary<string, IReadOnlyList<byte[]>> { [Text] = [[0xFF, 0xD8, 0xFF]] },
        })
        .Build();

    private static SeriesSummary Series(string key) => new()
    {
        Key = key,
        Title = Text,
        Counts = new IntervalCounts { Sent = 3, Completed = 3, Failed = 1 },
        Errors = new Dictionary<string, long> { [Text] = 1 },
        Exemplars = [new Exemplar(Text, Text, 1, 12, Text)],
        Response = Interval.Histogram(1, 2, 3),
        Service = Interval.Histogram(1, 2, 3),
    };

    private static PageSummary Page() => PageBuilder.Build(Text) with
    {
        Environment = new PageEnvironment
        {
            Browser = Text,
            Device = new DeviceProfile(Text, 1, 1, 1, Touch: true, Text),
            Network = new NetworkProfile(Text, TimeSpan.Zero, 0, 0),
        },
        Loads = [PageBuilder.Load(1, 1500) with { LcpElement = Text, LcpFrame = Text, Noise = Text, Values = Values() }, PageBuilder.Failed(2, Text)],
        BaseAddress = new Uri("https://shop.example/" + Uri.EscapeDataString("<b>")),
        BaseLoads = [PageBuilder.Failed(1, Text)],
        Repeated = [PageBuilder.Load(1, 1900) with { Noise = Text }],
        BaseRepeated = [PageBuilder.Load(1, 1900) with { Noise = Text }],
        Evidence = [EvidenceFiles.Har, Text],
        Median = new LoadDetail
        {
            Load = 1,
            Lcp = new LcpCause(Text, "javascript:alert(5)" + Text, 1, 2, 3, 4),
            Shifts = [new ShiftCause(1, 0.1, [Text])],
            LongTasks = [new TaskCause(1, 60, Text), new TaskCause(double.NaN, 60, Text)],
            Findings = [new PageFinding(FindingKind.Unused, Text, Text, 1, 1), new PageFinding(FindingKind.Font, Text, Text, double.NaN, 1)],
            Errors = [Text],
            Waterfall = [Request() with { Address = Text, Type = Text, Source = Text }, Request() with { Start = double.NaN }, Request() with { Sent = 99, FirstByte = -9 }],
            FrameTimes = [10],
        },
    };

    private static RequestTiming Request() => new() { Address = "https://evil.example/" + Text, Type = "script", Start = 1, End = 2, Blocking = true, ThirdParty = true };

    private static Dictionary<string, double> Values() => new(PageBuilder.Load(1, 1500).Values)
    {
        [$"mark.{Text}"] = 1,
        [$"measure.{Text}"] = 1,
        [$"step.{Text}.time"] = 1,
    };

    private static RuleResult Rule(RuleStatus status) =>
        RunReportBuilder.Rule(Text, status, Text, double.NaN, Text, 300, Text) with { Why = Text, Owner = Text, Causes = [Text, Text] };
}
