using System.Text.Json;
using System.Xml.Linq;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html;
using PerfFunctions.Reports.Json;
using PerfFunctions.Reports.Junit;
using PerfFunctions.Reports.Markdown;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Reports.Tests;

/// <summary>A run with relative rules as each report shows it: one kept, one broken, one open, one that gets worse by shrinking.</summary>
public class ComparisonReportTests
{
    private static readonly RunReport Report = Build();

    [Fact]
    public void A_pull_request_sees_base_and_head_and_the_change_with_its_interval()
    {
        string text = System.Net.WebUtility.HtmlDecode(MarkdownReport.Render(Report)).Replace("\\", "", StringComparison.Ordinal);
        Assert.Contains("Compared with the baseline", text, StringComparison.Ordinal);
        Assert.Contains("| ✅ Passed | `browse.latency.p95 regression < 10%` | 200 ms | 206 ms | +3 % (+2.4 … +3.6) | < 10 % |", text, StringComparison.Ordinal);
        Assert.Contains("| ❌ Failed | `browse.throughput regression < 5%` | 50/s | 40/s | −20 % (−20.4 … −19.6) |", text, StringComparison.Ordinal);
        Assert.Contains("| ⚠️ Inconclusive | `home.lcp.p50 regression < 10%` |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_draws_the_interval_with_the_limit()
    {
        string page = HtmlReport.Render(Report);
        Assert.Contains("<b>+3 % (+2.4 … +3.6)</b>", page, StringComparison.Ordinal);
        Assert.Contains("200 ms → 206 ms, 12 against 24 values of 2 runs", page, StringComparison.Ordinal);
        Assert.Equal(3, page.Split("class=\"zero\"").Length - 1);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_says_first_what_got_worse()
    {
        string page = System.Net.WebUtility.HtmlDecode(HtmlReport.Render(Report));
        Assert.Contains(
            "<dt>What changed</dt><dd>browse.throughput regression < 5%: −20 % (−20.4 … −19.6), 50/s → 40/s</dd><dd>home.lcp.p50 regression < 10%: ",
            page, StringComparison.Ordinal);
        page = HtmlReport.Render(Report with { Verdict = Report.Verdict with { Rules = [Report.Verdict.Rules[0]] } });
        Assert.Contains("<dd>Nothing got worse: of 1 compared, all are within their margins.</dd>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_has_every_change_the_worst_first_and_is_safe_xml()
    {
        Verdict hostile = Report.Verdict with { Rules = [.. Report.Verdict.Rules.Select(r => r with { Rule = r.Rule.Replace("browse", "<b&]]>", StringComparison.Ordinal) })] };
        XElement picture = XDocument.Parse(ChangesPicture.Render("shop <&>", hostile)!).Root!;
        string[] texts = [.. picture.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
        Assert.Equal("shop <&>", texts[0]);
        Assert.StartsWith("✕ <b&]]>.throughput", texts[2], StringComparison.Ordinal);
        Assert.Equal(3, picture.Descendants().Count(e => e.Name.LocalName == "circle"));
        Assert.All(picture.Descendants().Attributes("x").Concat(picture.Descendants().Attributes("cx")), x => Assert.InRange(double.Parse(x.Value, System.Globalization.CultureInfo.InvariantCulture), 0, 560));
        Assert.Null(ChangesPicture.Render("shop", Report.Verdict with { Rules = [Report.Verdict.Rules[0] with { Comparison = null }] }));
    }

    [Fact]
    public void What_was_measured_against_another_address_is_never_said_to_be_against_the_baseline()
    {
        const string Main = "https://main.shop.example/cart";
        RuleResult rule = Report.Verdict.Rules[2] with { Comparison = Report.Verdict.Rules[2].Comparison! with { Against = Main } };
        RunReport report = RunReportBuilder.Rich().WithVerdict(Report.Verdict.Outcome, "h", rule).Build();
        string text = MarkdownReport.Render(report);
        Assert.Contains($"### Compared with `{Main}` (medians", text, StringComparison.Ordinal);
        Assert.Contains("| Status | Budget | Base | This run |", text, StringComparison.Ordinal);
        Assert.DoesNotContain("baseline", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"5 against 10 alternating loads of {Main}", HtmlReport.Render(report), StringComparison.Ordinal);

        report = RunReportBuilder.Rich().WithVerdict(Report.Verdict.Outcome, "h", Report.Verdict.Rules[0], rule).Build();
        text = MarkdownReport.Render(report);
        Assert.InRange(text.IndexOf("Compared with the baseline", StringComparison.Ordinal), 1, text.IndexOf($"Compared with `{Main}`", StringComparison.Ordinal));
        Assert.Contains("values of 2 runs", HtmlReport.Render(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_report_says_why_a_rule_is_broken()
    {
        RunReport report = RunReportBuilder.Shop().With(r => r with
        {
            Verdict = r.Verdict with { Rules = [.. r.Verdict.Rules.Select((rule, i) => i == 2 ? rule with { Causes = ["The LCP element changed: h1 → img.hero.", "More bytes."] } : rule)] },
        }).Build();
        Assert.Contains(
            "\n### Why\n\n- `home.lcp.p75 < 2.5s`: The LCP element changed: h1 → img.hero. More bytes.\n\n",
            MarkdownReport.Render(report), StringComparison.Ordinal);
        Assert.Contains("<li>The LCP element changed: h1 → img.hero.</li><li>More bytes.</li></ul></td>", System.Net.WebUtility.HtmlDecode(HtmlReport.Render(report)), StringComparison.Ordinal);
        Assert.DoesNotContain("### Why", MarkdownReport.Render(Report), StringComparison.Ordinal);
        Assert.Contains("\ncause: The LCP element changed: h1 → img.hero.\ncause: More bytes.</failure>", JunitReport.Render(report), StringComparison.Ordinal);
        JsonElement[] rules = [.. JsonDocument.Parse(JsonReport.Render(report)).RootElement.GetProperty("verdict").GetProperty("rules").EnumerateArray()];
        Assert.Equal(2, rules[2].GetProperty("causes").GetArrayLength());
    }

    [Fact]
    public void A_verdict_of_before_causes_were_kept_still_reads()
    {
        string json = JsonSerializer.Serialize(Report.Verdict, PerfJson.Options).Replace("\"causes\":[],", "", StringComparison.Ordinal);
        Assert.DoesNotContain("causes", json, StringComparison.Ordinal);
        Assert.All(JsonSerializer.Deserialize<Verdict>(json, PerfJson.Options)!.Rules, r => Assert.Empty(r.Causes));
    }

    [Fact]
    public void The_document_has_all_numbers()
    {
        JsonElement rule = JsonDocument.Parse(JsonReport.Render(Report)).RootElement.GetProperty("verdict").GetProperty("rules")[1];
        JsonElement compared = rule.GetProperty("comparison");
        Assert.Equal("fail", rule.GetProperty("status").GetString());
        Assert.Equal(-0.2, compared.GetProperty("shift").GetDouble(), 0.005);
        Assert.Equal(-0.05, compared.GetProperty("margin").GetDouble(), 1e-9);
        string[] names = ["base", "head", "low", "high", "level", "adjustedPValue", "effectSize", "baseRuns", "runScatter", "sampleBase", "sampleHead"];
        Assert.All(names, name => Assert.Equal(JsonValueKind.Number, compared.GetProperty(name).ValueKind));
    }

    [Fact]
    public void A_build_server_sees_an_open_comparison_as_skipped() =>
        Assert.Contains("skipped=\"1\"", JunitReport.Render(Report), StringComparison.Ordinal);

    private static RunReport Build()
    {
        static double[] Around(double middle) => [.. Enumerable.Range(0, 12).Select(i => middle * (0.99 + (0.02 * i / 11)))];
        double[] wide = [2000, 2200, 2400, 2600, 2800];
        Numbers before = new Numbers().WithSamples("browse.latency.p95", Around(200)).WithSamples("browse.throughput", Around(50)).WithSamples("home.lcp.p50", wide);
        Verdict verdict = BudgetEvaluator.Judge(new EvaluationInput
        {
            RunId = "r",
            Rules =
            [
                Numbers.Rule("browse.latency.p95 regression < 10%"), Numbers.Rule("browse.throughput regression < 5%"),
                Numbers.Rule("home.lcp.p50 regression < 10%"), Numbers.Rule("browse.latency.p95 < 300ms"),
            ],
            Current = new Numbers().WithSamples("browse.latency.p95", Around(206)).WithSamples("browse.throughput", Around(40))
                .WithSamples("home.lcp.p50", [.. wide.Select(v => v * 1.06)]),
            Baseline = [before, before],
        });
        return RunReportBuilder.Rich().WithVerdict(verdict.Outcome, verdict.Headline, [.. verdict.Rules]).Build();
    }
}
