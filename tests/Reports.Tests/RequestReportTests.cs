using System.Text.Json;
using System.Xml.Linq;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html;
using PerfFunctions.Reports.Json;
using PerfFunctions.Reports.Markdown;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Reports.Tests;

/// <summary>Results by request, group, check and metric, in every format.</summary>
public class RequestReportTests
{
    private static readonly RunReport Report =
        RunReportBuilder.Empty().WithScenario(new ScenarioBuilder("browse") { Seconds = 60 }.Build().WithSeries()).Build();

    private static readonly XDocument Page = ReportHtml.Parse(HtmlReport.Render(Report));

    [Fact]
    public void Requests_that_fail_stand_first_and_then_those_that_take_the_most_time() => Assert.Equal(
        [("Add to cart", "85.2 ms", "2 %", "29 %"), ("GET /report", "186 ms", "0 %", "63 %"), ("GET /products", "24 ms", "0 %", "8.1 %")],
        Rows("requests").Select(r => (Cell(r, 0), Cell(r, 5), Cell(r, 7), Cell(r, 8))));

    [Fact]
    public void Every_request_links_to_its_own_section_with_phases_server_timing_and_failures()
    {
        XElement link = Rows("requests").First().Descendants("a").Single();
        XElement details = Page.Descendants("details").Single(d => d.Attribute("id")?.Value == link.Attribute("href")!.Value[1..]);
        Assert.Equal("Add to cart request.add-to-cart", details.Element("summary")!.Value);
        Assert.Contains("db", details.Descendants("code").Select(c => c.Value));
        Assert.Contains(details.Descendants("th"), th => th.Value == "status 503");
        Assert.Equal("Content-Type: application/json\nRetry-After: 5\n\n{\"error\":\"out of stock\",\"item\":\"<b>cup</b>\"}", details.Descendants("pre").Single().Value);
        Assert.Equal(2, details.Descendants("figure").Count());
    }

    [Fact]
    public void Groups_checks_and_measured_values_have_tables_of_their_own()
    {
        string[] headings = [.. Page.Descendants("h3").Select(h => h.Value)];
        Assert.Superset(new HashSet<string> { "Requests", "Iterations and groups", "Checks", "Measured values" }, headings.ToHashSet());
        Assert.Contains(Page.Descendants("p"), p => p.Value == "Of the iterations, failed first: 24 at Add to cart.");
        Assert.Contains(Page.Descendants("tr"), r => r.Element("th")?.Value == "has items" && r.Elements("td").Last().Value == "99.9 %");
        Assert.Contains(Page.Descendants("tr"), r => r.Element("th")?.Value == "sold" && r.Elements("td").Last().Value == "2,352");
    }

    [Fact]
    public void A_heat_map_and_a_distribution_show_what_percentiles_do_not()
    {
        XElement map = Page.Descendants("div").Single(d => d.Attribute("aria-label")?.Value.StartsWith("Response times from", StringComparison.Ordinal) == true);
        Assert.Equal(24, map.Descendants("svg").Max(s => int.Parse(s.Attribute("viewBox")?.Value.Split(' ')[3] ?? "0", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains(Page.Descendants("div"), d => d.Attribute("aria-label")?.Value.StartsWith("Distribution of", StringComparison.Ordinal) == true);
        Assert.Contains(Page.Descendants("h4"), h => h.Value == "Status codes");
    }

    [Fact]
    public void The_pull_request_has_the_same_rows()
    {
        string text = MarkdownReport.Render(Report);
        Assert.Contains("| Add to cart | 1,200 | 65.2 ms | **85.2 ms** | 89.1 ms | 2 % | 28.8 % |", text, StringComparison.Ordinal);
        Assert.Contains("| iterations | 1,200 | 24 | 1.64 s | 306 ms |", text, StringComparison.Ordinal);
        Assert.Contains("- Add to cart at 0:12: status 503, expected status 200; body `", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_reads_every_series()
    {
        using JsonDocument document = JsonDocument.Parse(JsonReport.Render(Report));
        JsonElement browse = document.RootElement.GetProperty("scenarios")[0];
        JsonElement cart = browse.GetProperty("series").EnumerateArray().Single(s => s.GetProperty("key").GetString() == "request.add-to-cart");
        Assert.Equal("request", cart.GetProperty("kind").GetString());
        Assert.Equal(24, cart.GetProperty("statuses").GetProperty("503").GetInt32());
        Assert.Equal(0.02, cart.GetProperty("errorShare").GetDouble());
        JsonElement total = browse.GetProperty("series").EnumerateArray().Single(s => s.GetProperty("key").GetString() == "measure.total");
        Assert.Equal(16.7, total.GetProperty("value").GetDouble(), 0.1);
        Assert.Equal(503, browse.GetProperty("failures")[0].GetProperty("status").GetInt32());
    }

    private static IEnumerable<XElement> Rows(string table) =>
        Page.Descendants("table").Single(t => t.Attribute("class")?.Value.Split(' ').Contains(table) == true).Element("tbody")!.Elements("tr");

    private static string Cell(XElement row, int index) => row.Elements().ElementAt(index).Value;
}
