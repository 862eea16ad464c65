using System.Xml.Linq;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Reports.Tests.Html;

/// <summary>The beginning of the report, and the way to its parts.</summary>
public class SummaryTests
{
    [Fact]
    public void A_reader_of_the_first_part_knows_what_failed_and_what_to_do()
    {
        Dictionary<string, string[]> brief = BriefOf(RunReportBuilder.Shop().Build());
        Assert.Equal(
            [
                "5 budgets: 1 passed, 2 failed, 1 warned, 1 without data.",
                "browse.latency.p95 < 300ms: 412 ms is over budget by 37 % (limit 300 ms)",
                "home.lcp.p75 < 2.5s: 3.1 s is over budget by 24 % (limit 2.5 s)",
                "home.inp < 200ms: 'home' had no input, so there is no INP.",
                "and 1 more below.",
            ],
            brief["Verdict"]);
        Assert.DoesNotContain("What changed", brief.Keys);
    }

    [Fact]
    public void The_causes_of_a_failed_budget_stand_before_bottlenecks_and_the_first_recommendations_follow()
    {
        RunReport report = RunReportBuilder.Empty().WithSummary(_ => FaultyRun.Of(Fault.SlowQuery))
            .WithVerdict(RunOutcome.Failed, "h", RunReportBuilder.Rule("shop.latency.p95 < 1s", RuleStatus.Fail, "2 s", 2000, "1 s", 1000, "twice the limit")).Build();
        Dictionary<string, string[]> brief = BriefOf(report);
        Assert.Contains("Server-Timing entry 'db'", brief["Why"][0], StringComparison.Ordinal);
        Assert.StartsWith("shop.GET /cart: Speed up the database work behind 'db'", brief["What to do"][0], StringComparison.Ordinal);

        brief = BriefOf(report with { Verdict = report.Verdict with { Rules = [report.Verdict.Rules[0] with { Causes = ["the bundle grew by 40 kB"] }] } });
        Assert.Equal(["the bundle grew by 40 kB"], brief["Why"]);
    }

    [Fact]
    public void A_run_that_passed_needs_no_reasons()
    {
        Dictionary<string, string[]> brief = BriefOf(RunReportBuilder.Empty().Build());
        Assert.Equal(["1 budget: 1 passed."], brief["Verdict"]);
        Assert.DoesNotContain("Why", brief.Keys);
    }

    [Fact]
    public void The_contents_lead_to_every_part_in_its_order()
    {
        XDocument page = ReportHtml.Parse(HtmlReport.Render(RunReportBuilder.Rich().Build()));
        XElement contents = page.Descendants("nav").Single();
        Assert.Equal(
            page.Descendants("h2").Select(h => ($"#{h.Attribute("id")!.Value}", h.Value)),
            contents.Descendants("a").Select(a => (a.Attribute("href")!.Value, a.Value)));
        Assert.All(page.Descendants("section"), section => Assert.Equal("open", section.Element("details")!.Attribute("open")?.Value));
    }

    private static Dictionary<string, string[]> BriefOf(RunReport report) => ReportHtml.Parse(HtmlReport.Render(report))
        .Descendants("dl").Single(list => list.Attribute("class")?.Value == "brief").Elements("div")
        .ToDictionary(entry => entry.Element("dt")!.Value, entry => entry.Elements("dd").Select(sentence => sentence.Value).ToArray());
}
