using System.Xml.Linq;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Junit;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Reports.Tests.Junit;

public class JunitReportTests
{
    [Fact]
    public void Each_rule_is_a_test_case_that_ends_as_the_rule_did()
    {
        XElement suite = Suite(RunReportBuilder.Shop().Build());
        Assert.Equal(("shop", "5", "2", "1", "0"), (Value(suite, "name"), Value(suite, "tests"), Value(suite, "failures"), Value(suite, "errors"), Value(suite, "skipped")));
        Assert.Equal(("194", "2026-03-07T14:05:00"), (Value(suite, "time"), Value(suite, "timestamp")));
        Assert.Equal(["system-out", "failure", "failure", "system-out", "error"], suite.Elements("testcase").Select(c => c.Elements().Single().Name.LocalName));
        XElement broken = suite.Elements("testcase").ElementAt(1);
        Assert.Equal("browse.latency.p95 < 300ms", Value(broken, "name"));
        Assert.Equal("412 ms is over budget by 37 % (limit 300 ms)", Value(broken.Element("failure")!, "message"));
        Assert.Equal("expected < 300 ms, measured 412 ms\nwhy: slower pages lose carts\nowner: web\nline 21 of the plan", broken.Element("failure")!.Value);
    }

    [Theory]
    [InlineData(RunOutcome.NoData)]
    [InlineData(RunOutcome.Degraded)]
    [InlineData(RunOutcome.Cancelled)]
    [InlineData(RunOutcome.Aborted)]
    [InlineData(RunOutcome.TimedOut)]
    [InlineData(RunOutcome.InternalError)]
    [InlineData(RunOutcome.Failed)]
    [InlineData(RunOutcome.Passed)]
    public void No_run_is_green_because_nothing_was_judged(RunOutcome outcome)
    {
        XElement suite = Suite(RunReportBuilder.Empty().WithVerdict(outcome, "why").Build());
        XElement run = Assert.Single(suite.Elements("testcase"));
        Assert.Equal(("run", "why", "1"), (Value(run, "name"), Value(run.Element("error")!, "message"), Value(suite, "errors")));
    }

    [Theory]
    [InlineData(RunOutcome.Degraded)]
    [InlineData(RunOutcome.Cancelled)]
    [InlineData(RunOutcome.NoData)]
    public void Kept_rules_do_not_make_a_run_green_that_did_not_pass(RunOutcome outcome)
    {
        RunReport report = RunReportBuilder.Empty().With(r => r with { Verdict = r.Verdict with { Outcome = outcome } }).Build();
        Assert.Equal(["system-out", "error"], Suite(report).Elements("testcase").Select(c => c.Elements().Single().Name.LocalName));
    }

    [Fact]
    public void What_only_warns_or_is_off_fails_no_build()
    {
        RuleResult missing = RunReportBuilder.Rule("home.inp < 200ms", RuleStatus.NoData, "no data", null, "200 ms", 200, "no input");
        RuleResult off = RunReportBuilder.Rule("home.lcp < 1s", RuleStatus.Off, "3.1 s", 3100, "1 s", 1000, "over");
        XElement suite = Suite(RunReportBuilder.Empty()
            .WithVerdict(RunOutcome.Warned, "warned", missing with { Level = BudgetLevel.Warn }, off).Build());
        Assert.Equal(("0", "0", "2"), (Value(suite, "failures"), Value(suite, "errors"), Value(suite, "skipped")));
        Assert.Equal("no data: no input", Value(suite.Descendants("skipped").First(), "message"));
    }

    [Fact]
    public void Hostile_text_leaves_the_file_valid()
    {
        XElement suite = Suite(Hostile.Report());
        Assert.Equal(4, suite.Elements("testcase").Count());
        Assert.StartsWith("<script>alert(1)</script>", Value(suite, "name"), StringComparison.Ordinal);
    }

    private static XElement Suite(RunReport report) => XDocument.Parse(JunitReport.Render(report)).Root!.Elements("testsuite").Single();

    private static string Value(XElement element, string name) => element.Attribute(name)!.Value;
}
