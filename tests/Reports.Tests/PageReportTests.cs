using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html;
using PerfFunctions.Reports.Json;
using PerfFunctions.Reports.Markdown;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Reports.Tests;

public class PageReportTests
{
    private static readonly string Html = HtmlReport.Render(RunReportBuilder.RichPage().Build());
    private static readonly XDocument Page = ReportHtml.Parse(Html);

    [Fact]
    public void A_reader_finds_every_part_of_an_audit_in_its_place()
    {
        Assert.Equal(
            ["Filmstrip", "Largest content", "Main thread", "Layout shifts", "Longest tasks", "What to fix", "Script errors", "Waterfall", "Weight", "Journey", "User timings", "Cold and warm"],
            Section().Descendants("h3").Where(h => h.Element("abbr") is null).Select(h => h.Nodes().OfType<XText>().First().Value.Trim()));
        Assert.Contains("Chromium 156.0.8078.73 · mobile 412 × 823 · network slow-4g · processor 4× slower", Section().Value, StringComparison.Ordinal);
        Assert.Contains("5 of 5 loads · 5 base loads, alternating · 1 repeated · 1 of the base repeated · 1 noisy · benchmark index 1,532 before, 1,498 after", Section().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Disturbed_loads_are_marked_repeated_ones_hollow_and_the_base_has_a_row_of_its_own()
    {
        XElement lcp = Section().Descendants("div").First(d => d.Attribute("class")?.Value == "vital");
        Assert.Equal("3.35 s, load 4, noisy", lcp.Descendants("path").Single().Value);
        Assert.Equal(4, Dots(lcp, "dot "));
        XElement[] again = [.. lcp.Descendants("circle").Where(c => c.Attribute("class")!.Value == "dot again")];
        Assert.Equal(["4.15 s, load 1, repeated, noisy", "2.65 s, load 1, base, repeated, noisy"], again.Select(c => c.Value));
        Assert.Equal(["20", "60"], again.Select(c => c.Attribute("cy")!.Value));
        Assert.Equal(5, Dots(lcp, "dot other"));
        Assert.Contains("base: 2.48 s, 2.68 s, 2.43 s, 2.93 s, 2.6 s; median 2.6 s; base repeated: 2.65 s", lcp.Descendants("div").Single().Attribute("aria-label")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_wastes_most_is_first_and_the_rest_is_folded()
    {
        XElement[] rows = Rows("What to fix");
        Assert.Equal(["hero-large.jpg", "app.4f1c.js", "site.css", "products", "inter.woff2"], rows.Select(r => r.Descendants("code").Single().Value));
        Assert.Equal("2 more", Section().Element("details")!.Descendants("details").First().Element("summary")!.Value);
        Assert.Equal(2, Rows("What to fix, the rest").Length);
    }

    [Fact]
    public void The_waterfall_tells_each_request_in_words_too()
    {
        XElement[] rows = [.. Rows("Waterfall"), .. Rows("Waterfall, the rest")];
        Assert.Equal(46, rows.Length);
        Assert.Equal("at 652 ms: queued 50 ms, waited 210 ms, received 170 ms", rows[1].Descendants("title").Single().Value);
        Assert.Contains("blocking", rows[1].Element("th")!.Value, StringComparison.Ordinal);
        Assert.Contains("third party", rows[5].Element("th")!.Value, StringComparison.Ordinal);
        Assert.Contains("404", rows[11].Element("th")!.Value, StringComparison.Ordinal);
        Assert.Contains("from the cache", rows[12].Descendants("title").Single().Value, StringComparison.Ordinal);
        Assert.Equal(["FCP", "LCP", "Load"], Section().Descendants("text").Where(t => t.Attribute("class")?.Value.StartsWith("name", StringComparison.Ordinal) == true).Select(t => t.Value).Distinct());
    }

    [Fact]
    public void Requests_of_workers_have_a_row_of_their_own_where_there_are_any()
    {
        XElement[] rows = Rows("Weight by type");
        Assert.Equal("of these, by service and shared workers", rows[^1].Element("th")!.Value);
        Assert.Equal(["48 kB", "–", "–", "3"], rows[^1].Elements("td").Select(td => td.Value.Trim()));
        Assert.Contains("worker", Rows("Waterfall")[9].Element("th")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_with_larger_content_is_named_beside_lcp()
    {
        RunReport report = RunReportBuilder.RichPage()
            .WithSummary(s => s with
            {
                Pages = [.. s.Pages.Select(p => p with { Loads = [.. p.Loads.Select((l, i) => i < 2 ? l with { LcpFrame = "advert (https://ads.example/a)" } : l)] })],
            }).Build();
        Assert.Contains(
            "In 2 of 5 loads a frame has larger content: <code>advert (https://ads.example/a)</code>. LCP is that of the main document, by definition.",
            HtmlReport.Render(report), StringComparison.Ordinal);
        Assert.Contains(
            "(1.31 s of 3.02 s); the frame `advert (https://ads.example/a)` has larger content, but LCP is the main document's by definition\n",
            MarkdownReport.Render(report), StringComparison.Ordinal);
        Assert.DoesNotContain("larger content", Html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_filmstrip_marks_the_picture_of_the_largest_content()
    {
        XElement[] frames = [.. Section().Descendants("ol").Single().Elements("li")];
        Assert.Equal(8, frames.Length);
        Assert.Equal("3.01 s LCP", frames.Single(f => f.Attribute("class")?.Value == "largest").Value);
        Assert.All(frames, f => Assert.StartsWith("home at ", f.Descendants("img").Single().Attribute("alt")!.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void The_files_of_the_median_load_are_linked_beside_the_report()
    {
        XElement har = Section().Descendants("a").Single(a => a.Value == "HAR of all requests");
        Assert.Equal("https://perf.example/api/runs/20260307-140500-a1b2c3/pages/home/load.har", har.Attribute("href")!.Value);
        Assert.Equal("pages/home/load.har", har.Attribute("data-file")!.Value);
    }

    [Fact]
    public void Steps_timings_and_warm_loads_are_tables_without_empty_columns()
    {
        Assert.Equal(["filter", "pay"], Rows("Steps of the journey").Select(r => r.Element("th")!.Value));
        Assert.Equal(["hero", "cart.ready", "render"], Rows("User timings").Select(r => r.Element("th")!.Value));
        Assert.Equal(["940 ms", "1.12 s", "96 kB", "11", "76 %"], Rows("Cold and warm")[1].Elements("td").Select(c => c.Value));
        string plain = HtmlReport.Render(RunReportBuilder.Shop().Build());
        Assert.DoesNotContain("Cold and warm", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("Decoded", plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Filmstrips_of_many_pages_share_the_room_and_the_report_stays_below_two_megabytes()
    {
        byte[][] strip = [.. Enumerable.Repeat(new byte[40_000], 8)];
        string[] names = [.. Enumerable.Range(0, 5).Select(i => $"page{i}")];
        string html = HtmlReport.Render(RunReportBuilder.Empty()
            .WithSummary(s => s with { Pages = [.. names.Select(RichPageBuilder.Build)] })
            .With(r => r with
            {
                Screenshots = names.ToDictionary(n => n, _ => new byte[60_000]),
                Frames = names.ToDictionary(n => n, _ => (IReadOnlyList<byte[]>)strip),
            }).Build());
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1_000_000, 2_000_000);
        Assert.All(ReportHtml.Parse(html).Descendants("ol"), strip => Assert.InRange(strip.Elements("li").Count(), 2, 4));
    }

    [Fact]
    public void A_pull_request_sees_the_chief_causes_and_how_well_was_measured()
    {
        string text = MarkdownReport.Render(RunReportBuilder.RichPage().Build());
        Assert.Contains("| Page | LCP | CLS | INP | TBT | Speed Index | Bytes | Requests |", text, StringComparison.Ordinal);
        Assert.Contains("- `home`: Chromium 156.0.8078.73 · mobile 412 × 823 · network slow-4g · processor 4× slower · 5 of 5 loads ·", text, StringComparison.Ordinal);
        Assert.Contains("- `home`: largest content `main > section.hero > img.hero`, mostly load time (1.31 s of 3.02 s)\n", text, StringComparison.Ordinal);
        Assert.Contains("- `home`: worst shift 0.09 by `div.banner`; longest task 342 ms in `app.4f1c.js`\n", text, StringComparison.Ordinal);
        Assert.Contains("- `home`: to fix first: `hero-large.jpg` image larger than displayed, 412 kB too many\n", text, StringComparison.Ordinal);
        Assert.Contains("| Page | LCP | CLS | Bytes | Requests |", MarkdownReport.Render(RunReportBuilder.Shop().Build()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_reads_all_of_an_audit()
    {
        using JsonDocument document = JsonDocument.Parse(JsonReport.Render(RunReportBuilder.RichPage().Build()));
        JsonElement page = document.RootElement.GetProperty("pages")[0];
        Assert.Equal(461, page.GetProperty("medians").GetProperty("tbt").GetDouble());
        Assert.Equal("slow-4g", page.GetProperty("environment").GetProperty("network").GetProperty("name").GetString());
        Assert.Equal(1532, page.GetProperty("environment").GetProperty("benchmark").GetProperty("before").GetDouble());
        Assert.Equal((5, 1, 46), (page.GetProperty("baseLoads").GetArrayLength(), page.GetProperty("repeated").GetArrayLength(), page.GetProperty("median").GetProperty("waterfall").GetArrayLength()));
        Assert.Equal("oversizedImage", page.GetProperty("median").GetProperty("findings")[0].GetProperty("kind").GetString());
        Assert.Equal(EvidenceFiles.Har, page.GetProperty("evidence")[1].GetString());
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, "1-5")]
    [InlineData(7, "1-7")]
    [InlineData(8, "1-8")]
    [InlineData(9, "2-8")]
    [InlineData(20, "6-15")]
    public void The_median_lies_between_two_loads_of_which_the_binomial_distribution_is_sure(int loads, string? expected)
    {
        var interval = MedianInterval.Of([.. Enumerable.Range(1, loads).Select(i => (double)i)]);
        Assert.Equal(expected, interval is null ? null : $"{interval.Low}-{interval.High}");
    }

    private static XElement Section() => Page.Descendants("section").Single(s => s.Attribute("aria-labelledby")?.Value == "page-0");

    private static int Dots(XElement vital, string style) => vital.Descendants("circle").Count(c => c.Attribute("class")!.Value == style);

    private static XElement[] Rows(string table) =>
        [.. Section().Descendants("div").Single(d => d.Attribute("aria-label")?.Value == table).Descendants("tbody").Single().Elements("tr")];
}
