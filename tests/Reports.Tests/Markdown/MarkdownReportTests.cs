using System.Text;
using System.Text.RegularExpressions;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Markdown;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Reports.Tests.Markdown;

public partial class MarkdownReportTests
{
    private static readonly string Shop = MarkdownReport.Render(RunReportBuilder.Shop().WithPage(
        PageBuilder.Build("products") with { Loads = [PageBuilder.Load(1, 1500), PageBuilder.Failed(2, "the connection was refused")] }).Build());

    [Fact]
    public void A_pull_request_sees_outcome_budgets_load_and_pages()
    {
        Assert.StartsWith("## ❌ shop: failed\n\n**2 of 5 budgets failed: browse.latency.p95 412 ms", Shop, StringComparison.Ordinal);
        Assert.Contains(
            "| ❌ Failed | `browse.latency.p95 < 300ms` | 412 ms | &#60; 300 ms | 412 ms is over budget by 37 % (limit 300 ms)<br>Why: slower pages lose carts<br>Owner: web |",
            Shop, StringComparison.Ordinal);
        Assert.Contains("| `browse` | 50/s for 120 s | 5,970 | 49.8/s | 0.486 %<br>22 × status 503<br>7 × timeout | 5,970 of 6,000 planned, 30 dropped, 38 late |", Shop, StringComparison.Ordinal);
        Assert.Contains("| `home`<br>mobile, 5 of 5 loads | **3.02 s**<br>2.85 s–3.35 s |", Shop, StringComparison.Ordinal);
        Assert.Contains("- `products`, load 2: the connection was refused\n- `products`: only 2 of 5 loads were completed\n", Shop, StringComparison.Ordinal);
        Assert.EndsWith("[Full report](https://perf.example/api/runs/20260307-140500-a1b2c3/report.html)\n", Shop, StringComparison.Ordinal);
        Assert.Single(Occurrences(Shop, "Response time starts when a request"));
    }

    [Fact]
    public void A_pull_request_sees_steps_phases_the_slowest_requests_and_the_generator()
    {
        string text = MarkdownReport.Render(RunReportBuilder.Rich().Build());
        AssertTables(text, rows: 5 + 2 + 2 + 4 + 1 + 1 + 1);
        Assert.Contains("100/s for 30s; warm-up of 10s excluded | 7,176 |", text, StringComparison.Ordinal);
        Assert.Contains("| `browse` | 100/s | 97.5/s | 97.5/s |", text, StringComparison.Ordinal);
        Assert.Contains("| `browse` | 1.41 ms<br>0.0142 % | 4.7 ms<br>0.0473 % |", text, StringComparison.Ordinal);
        Assert.Contains("- `browse` 909 ms at 0:41, `GET /products?page=${page}`, status 503: `4bf92f3577b34da6a3ce929d0e0e4701`", text, StringComparison.Ordinal);
        Assert.Contains("**The generator:** The generator did not always keep up: late starts at most 70 ms", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_needs_the_reader_comes_first_however_the_plan_orders_it()
    {
        RuleStatus[] statuses = [RuleStatus.Pass, RuleStatus.Off, RuleStatus.Inconclusive, RuleStatus.Warn, RuleStatus.NoData, RuleStatus.Fail];
        RunReport shop = RunReportBuilder.Shop().Build();
        RuleResult rule = shop.Verdict.Rules[0];
        RuleResult[] rules = [.. statuses.SelectMany(status => new[] { "first", "second" }.Select(name => rule with { Rule = $"{status}-{name}", Status = status }))];
        string text = MarkdownReport.Render(shop with { Verdict = shop.Verdict with { Rules = rules } });
        Assert.Equal(
            from status in new[] { RuleStatus.Fail, RuleStatus.NoData, RuleStatus.Warn, RuleStatus.Inconclusive, RuleStatus.Pass, RuleStatus.Off }
            from name in new[] { "first", "second" }
            select $"{status}-{name}",
            BudgetRow().Matches(text).Select(row => row.Groups[1].Value));
    }

    [Fact]
    public void Every_row_has_the_cells_of_its_table() => AssertTables(Shop, rows: 5 + 2 + 2 + 2);

    [Fact]
    public void Hostile_text_breaks_no_table_and_links_to_nobody()
    {
        string text = MarkdownReport.Render(Hostile.Report());
        AssertTables(text, rows: 4 + 2 + 2 + 1 + 7);
        Assert.DoesNotMatch("@[a-z]|#[0-9]+ |://evil|www\\.|<(?!br>)|!\\[|\\]\\(j|\n## heading", WithoutEntities(text));
        Assert.DoesNotContain("`", WithoutEntities(text).Replace("`s`", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', text);
    }

    [Theory]
    [InlineData("a|b", "a&#124;b")]
    [InlineData("`x`", "&#96;x&#96;")]
    [InlineData("@team", "@\u200Bteam")]
    [InlineData("# x", "&#35; x")]
    [InlineData("see #17", "see #\u200B17")]
    [InlineData("a\r\nb\nc", "a b c")]
    [InlineData("", "–")]
    [InlineData("p95 of 3.1 s (limit 2.5 s)", "p95 of 3.1 s (limit 2.5 s)")]
    public void Text_from_outside_is_nothing_but_text(string text, string escaped) => Assert.Equal(escaped, MarkdownText.Escape(text));

    [Theory]
    [InlineData(4_000)]
    [InlineData(10_000)]
    [InlineData(MarkdownReport.GitHubLimit)]
    public void A_long_report_is_cut_between_rows_and_says_so(int limit)
    {
        RuleResult[] rules = [.. Enumerable.Range(0, 2_000).Select(i => RunReportBuilder.Rule(
            $"home.lcp.p75 < {i}ms", RuleStatus.Fail, "3.1 s", 3100, "2.5 s", 2500, "zu langsam für „mich“ 🐢"))];
        RunReport report = RunReportBuilder.Shop().WithVerdict(RunOutcome.Failed, "2,000 broken", rules).Build();
        string text = MarkdownReport.Render(report, limit);
        Assert.InRange(Encoding.UTF8.GetByteCount(text), limit - 1_000, limit);
        int rows = AssertTables(text, rows: null);
        Assert.Contains($"_Shortened: {2_000 - rows} rows and 7 sections omitted; the full report has them._\n\n[Full report](", text, StringComparison.Ordinal);
        Assert.Equal(MarkdownReport.Render(RunReportBuilder.Shop().Build()), MarkdownReport.Render(RunReportBuilder.Shop().Build(), MarkdownReport.GitHubLimit));
    }

    [Fact]
    public void Any_limit_is_kept()
    {
        RunReport report = Hostile.Report();
        for (int limit = 4_000; limit < 30_000; limit += 1_297)
        {
            string text = MarkdownReport.Render(report, limit);
            Assert.InRange(Encoding.UTF8.GetByteCount(text), 0, limit);
            AssertTables(text, rows: null);
        }
    }

    [Fact]
    public void A_run_without_numbers_says_what_it_knows()
    {
        string text = MarkdownReport.Render(RunReportBuilder.Empty().WithVerdict(RunOutcome.Cancelled, "The run was cancelled").With(r => r with { Target = null }).Build());
        Assert.Equal(
            "## ⏹️ shop: cancelled\n\n**The run was cancelled**\n\nno target · 7 March 2026, 14:05 UTC · took 3 min 14 s\n\n" +
            "[Full report](https://perf.example/api/runs/20260307-140500-a1b2c3/report.html)\n",
            text);
    }

    private static int AssertTables(string text, int? rows)
    {
        int found = 0;
        foreach (string table in text.Split("\n\n").Where(b => b.StartsWith('|')))
        {
            string[] lines = table.TrimEnd('\n').Split('\n');
            int cells = lines[0].Count(c => c == '|');
            Assert.Matches(@"^\|( -{3}:? \|)+$", lines[1]);
            Assert.All(lines, l => Assert.Equal(cells, l.Count(c => c == '|')));
            found += lines.Length - 2;
        }

        Assert.Equal(rows ?? found, found);
        return found;
    }

    private static IEnumerable<int> Occurrences(string text, string part) => Regex.Matches(text, Regex.Escape(part)).Select(m => m.Index);

    private static string WithoutEntities(string text) => Entity().Replace(text, "");

    [GeneratedRegex("&#[0-9]+;")]
    private static partial Regex Entity();

    [GeneratedRegex(@"^\| \S+ [^|]+ \| `(\w+-(?:first|second))`", RegexOptions.Multiline)]
    private static partial Regex BudgetRow();
}
