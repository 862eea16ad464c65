using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Html;
using PerfFunctions.Reports.Markdown;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Reports.Tests.Html;

public class HtmlReportTests
{
    private static readonly string Shop = HtmlReport.Render(RunReportBuilder.Shop().Build());

    [Fact]
    public void A_reader_finds_the_outcome_the_budgets_and_the_numbers()
    {
        XDocument page = ReportHtml.Parse(Shop);
        Assert.Equal("shop", page.Descendants("h1").Single().Value);
        Assert.Equal("✕Failed", ByClass(page, "badge bad big").Single().Value);
        Assert.Equal(5, ByClass(page, "rules").Single().Element("tbody")!.Elements("tr").Count());
        Assert.Equal(["Summary", "Budgets", "Bottlenecks", "browse", "checkout", "home", "How to read this report"],
            page.Descendants("h2").Select(h => h.Value));
        Assert.Contains(page.Descendants("span"), e => e.Value == "slower pages lose carts · owner: web · line 21");
        Assert.Contains("of 6,000 planned", Shop, StringComparison.Ordinal);
        Assert.Contains("<time datetime=\"2026-03-07T14:05:00Z\">7 March 2026, 14:05 UTC</time>", Shop, StringComparison.Ordinal);
        Assert.Contains("3 min 14 s", Shop, StringComparison.Ordinal);
    }

    [Fact]
    public void Latencies_stand_beside_each_other_as_the_histogram_has_them()
    {
        ScenarioSummary browse = RunReportBuilder.Shop().Build().Summary!.Scenarios[0];
        var response = LatencyHistogram.Decode(browse.Response);
        XElement row = ReportHtml.Parse(Shop).Descendants("tr").First(r => r.Element("th")?.Value == "p99");
        Assert.Equal(MetricFormat.Format(MetricUnit.Milliseconds, response.PercentileMs(99)), row.Elements("td").First().Value);
        Assert.NotEqual(row.Elements("td").First().Value, row.Elements("td").Last().Value);
    }

    [Fact]
    public void Every_load_is_a_dot_and_the_rating_is_a_word()
    {
        XElement lcp = ByClass(ReportHtml.Parse(Shop), "vital").First();
        Assert.Equal("LCP Largest contentful paint", lcp.Element("h3")!.Value);
        Assert.Equal("3.02 s needs improvement", lcp.Elements("p").First().Value);
        Assert.Equal(["2.9 s, load 1", "3.1 s, load 2", "2.85 s, load 3", "3.35 s, load 4", "3.02 s, load 5"], lcp.Descendants("circle").Select(c => c.Value));
        Assert.Equal(["band good", "band warn", "band bad", "interval"], lcp.Descendants("rect").Select(r => r.Attribute("class")!.Value));
        Assert.Single(lcp.Descendants("line"), l => l.Attribute("class")!.Value == "budget");
        Assert.Contains("median 3.02 s, needs improvement; between 2.85 s and 3.35 s; budget 2.5 s.", lcp.Descendants("div").Single().Attribute("aria-label")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_asks_nothing_of_anyone_and_runs_its_own_script_only()
    {
        XDocument page = ReportHtml.Parse(Shop);
        string script = page.Descendants("script").Single().Value;
        string policy = page.Descendants("meta").Single(m => m.Attribute("http-equiv") is not null).Attribute("content")!.Value;
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "link" or "iframe" or "object" or "form");
        Assert.DoesNotContain("url(", Shop, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", Shop, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        string html = HtmlReport.Render(Hostile.Report());
        XDocument page = ReportHtml.Parse(html);
        Assert.Single(page.Descendants("script"));
        Assert.Equal(["data:image/jpeg;base64,/9j/", "data:image/jpeg;base64,/9j/"], page.Descendants("img").Select(i => i.Attribute("src")!.Value));
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(page.Descendants("a"), a => Assert.Matches("^(http|#[a-z]+(-[0-9]+)*$)", a.Attribute("href")!.Value));
        Assert.DoesNotContain('\u202E', html);
        Assert.StartsWith("<script>alert(1)</script>", page.Descendants("h1").Single().Value, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void A_run_without_numbers_still_reads_well(RunOutcome outcome)
    {
        XDocument page = ReportHtml.Parse(HtmlReport.Render(RunReportBuilder.Empty().WithVerdict(outcome, "why").With(r => r with { Target = null }).Build()));
        Assert.Contains("Nothing was measured in this run.", page.ToString(), StringComparison.Ordinal);
        Assert.Contains("not reached", page.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page.Descendants("body").Single().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_empty_or_not_finite_is_reported_in_words()
    {
        ScenarioSummary none = new() { Name = "none", Model = "1/s for 0 s", DurationSeconds = 0, Planned = 4 };
        ScenarioSummary odd = new ScenarioBuilder("odd") { Seconds = 3 }.Build();
        odd = odd with { Timeline = [.. odd.Timeline.Select(p => p with { P50Ms = double.NaN, P95Ms = null, P99Ms = double.PositiveInfinity })] };
        string html = HtmlReport.Render(RunReportBuilder.Empty().WithScenario(none).WithScenario(odd)
            .WithPage(PageBuilder.Build("blank") with { Loads = [], Environment = new PageEnvironment { Device = DeviceProfile.Mobile } }).Build());
        string body = ReportHtml.Parse(html).Descendants("main").Single().ToString();
        Assert.Contains("There is no timeline", body, StringComparison.Ordinal);
        Assert.Contains("No request got a response.", body, StringComparison.Ordinal);
        Assert.Contains("Nothing was measured.", body, StringComparison.Ordinal);
        Assert.Contains("Only 0 of 5 loads were completed.", body, StringComparison.Ordinal);
        Assert.DoesNotMatch("NaN|∞|Infinity", body);
    }

    [Fact]
    public void Latencies_of_a_saturated_generator_are_not_shown()
    {
        ScenarioSummary saturated = new ScenarioBuilder("browse").Build() with { LatencyMissing = "The generator was saturated." };
        XDocument page = ReportHtml.Parse(HtmlReport.Render(RunReportBuilder.Empty().WithScenario(saturated).Build()));
        Assert.Equal(2, page.Descendants("p").Count(p => p.Value == "The generator was saturated."));
        Assert.Equal(2, page.Descendants("figure").Count(f => f.Attribute("data-points") is not null));
        Assert.DoesNotContain(page.Descendants("th"), t => t.Value == "p99");
    }

    [Fact]
    public void Ten_scenarios_of_two_hours_and_large_pictures_stay_below_two_megabytes()
    {
        ScenarioSummary twoHours = new ScenarioBuilder("long") { Seconds = 7200, Rate = 1 }.Build();
        RunReportBuilder report = RunReportBuilder.Shop();
        for (int i = 0; i < 10; i++)
        {
            report = report.WithScenario(twoHours with { Name = $"long{i}" }).WithPage(PageBuilder.Build($"page{i}"));
        }

        string html = HtmlReport.Render(report.With(r => r with
        {
            Screenshots = Enumerable.Range(0, 10).ToDictionary(i => $"page{i}", _ => new byte[150_000]),
        }).Build());
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1_000_000, 2_000_000);
        Assert.Equal(7, ReportHtml.Parse(html).Descendants("img").Count());
        Assert.Contains("Each point covers 36 seconds", html, StringComparison.Ordinal);
        Assert.Contains("The screenshot is omitted", html, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_load_tells_of_itself_is_on_the_page()
    {
        XDocument page = ReportHtml.Parse(HtmlReport.Render(RunReportBuilder.Rich().Build()));
        Assert.Equal(
            ["Latency", "Errors by kind", "Arrivals", "Step by step", "Capacity", "Where the time goes", "Slowest traced requests"],
            page.Descendants("section").First(s => s.Descendants("h2").First().Value == "browse").Descendants("h3").Select(h => h.Value));
        Assert.Equal(["25/s", "50/s", "75/s", "100/s"], Rows(page, "Step by step").Select(r => r.Element("th")!.Value));
        Assert.Equal(["DNS", "connect", "TLS", "send", "wait", "receive"], Rows(page, "Where the time goes").Select(r => r.Element("th")!.Nodes().OfType<XText>().First().Value.Trim()));
        Assert.Equal(10, Rows(page, "Slowest traced requests").Count());
        Assert.Contains(page.Descendants("b"), b =>
            b.Value == "The target sustained 75/s; at 100/s 'errors > 1% for 10s' became true.");
        Assert.Contains(page.Descendants("p"), p => p.Value == "Latency of 2 of 110 shard-seconds excluded: iterations started 70 ms late; use more shards or a lower rate.");
        Assert.Contains(page.Descendants("p"), p => p.Value.EndsWith("100/s for 30s; warm-up of 10s excluded", StringComparison.Ordinal));
    }

    [Fact]
    public void The_warm_up_is_shaded_and_what_was_planned_lies_beside_what_was_sent()
    {
        XDocument page = ReportHtml.Parse(HtmlReport.Render(RunReportBuilder.Rich().Build()));
        XElement[] charts = [.. page.Descendants("figure").Where(f => f.Attribute("data-points") is not null)];
        Assert.Equal(3, charts.Count(c => c.Descendants("li").Any(l => l.Value == "warm-up")));
        Assert.Equal("[0,25,25,25]", charts[1].Attribute("data-points")!.Value[1..13]);
        Assert.Equal(["planned"], charts.Single(c => c.Descendants("h4").Single().Value == "Users").Descendants("li").Select(l => l.Value).Where(l => l.Length > 0));
    }

    [Theory]
    [InlineData(false, "The generator kept up: late starts at most 70 ms, processor at most 61.1 %.")]
    [InlineData(true, "The generator did not always keep up: late starts at most 70 ms, processor at most 61.1 %. Latency of 'browse': 2 of 110 shard-seconds excluded: iterations started 70 ms late; use more shards or a lower rate.")]
    public void The_generator_is_judged_in_plain_words(bool isNoisy, string words)
    {
        RunReportBuilder report = isNoisy ? RunReportBuilder.Rich() : RunReportBuilder.Shop().WithGenerator();
        XElement generator = ReportHtml.Parse(HtmlReport.Render(report.Build())).Descendants("section").Single(s => s.Attribute("aria-labelledby")?.Value == "generator");
        Assert.Contains(generator.Descendants("p"), p => p.Value == words);
        Assert.Equal(["Processor and loop", "Late starts"], generator.Descendants("h4").Select(h => h.Value));
        Assert.Contains(words, MarkdownReport.Render(report.Build()), StringComparison.Ordinal);
    }

    [Fact]
    public void Requests_that_queued_in_front_of_the_target_are_remarked_on()
    {
        ScenarioSummary browse = new ScenarioBuilder("browse").Build();
        string html = HtmlReport.Render(RunReportBuilder.Empty().WithScenario(browse with { Service = Histogram(20), Response = Histogram(31) }).Build());
        Assert.Contains("Requests queued before they were sent: response p99 is 31 ms, service p99 20 ms.", html, StringComparison.Ordinal);
        foreach ((int service, int response) in new[] { (20, 30), (2, 11) })
        {
            html = HtmlReport.Render(RunReportBuilder.Empty().WithScenario(browse with { Service = Histogram(service), Response = Histogram(response) }).Build());
            Assert.DoesNotContain("Requests queued before they were sent", html, StringComparison.Ordinal);
        }
    }

    private static byte[] Histogram(int milliseconds)
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.FromMilliseconds(milliseconds));
        return histogram.Encode();
    }

    private static IEnumerable<XElement> Rows(XDocument page, string table) =>
        page.Descendants("div").First(d => d.Attribute("aria-label")?.Value == table && d.Attribute("role")?.Value == "group").Descendants("tbody").Single().Elements("tr");

    public static TheoryData<RunOutcome> Outcomes() => [.. Enum.GetValues<RunOutcome>()];

    private static IEnumerable<XElement> ByClass(XDocument page, string name) =>
        page.Descendants().Where(e => e.Attribute("class")?.Value == name);
}
