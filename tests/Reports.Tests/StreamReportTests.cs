using System.Text.Json;
using System.Xml.Linq;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html;
using PerfFunctions.Reports.Json;
using PerfFunctions.Reports.Markdown;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Reports.Tests;

/// <summary>Messages of connections that stay open, in every format.</summary>
public class StreamReportTests
{
    private const string Hostile = "a|b <img src=x onerror=alert(1)> @octocat `c`\u202E";

    private static readonly RunReport Report = ReportOf(
        new SeriesSummary
        {
            Key = "stream.socket",
            Title = "socket",
            Counts = new IntervalCounts { Connections = 1_200, Sent = 60_006, Completed = 240_012, Bytes = 1, BytesSent = 1 },
            SentInTime = 60_000,
            CompletedInTime = 240_000,
            Response = Interval.Histogram(8, 8, 8, 40),
            Service = Interval.Histogram(30_000, 30_000, 30_000),
        },
        new SeriesSummary { Key = "stream.changes", Title = Hostile, Counts = new IntervalCounts { Connections = 3 } });

    private static readonly XDocument Page = ReportHtml.Parse(HtmlReport.Render(Report));

    [Fact]
    public void A_stream_shows_its_connections_its_messages_and_its_times() => Assert.Equal(
        ["socket", "1,200", "60,006", "240,012", "1,000/s", "4,000/s", "8 ms", "40 ms", "30 s"],
        Rows().First().Elements().Select(c => c.Value));

    [Fact]
    public void Messages_per_second_leave_out_those_after_the_end_of_the_load() =>
        Assert.Contains("| socket | 1,200 | 1,000/s | 4,000/s | 40 ms | 30 s |", MarkdownReport.Render(Report), StringComparison.Ordinal);

    [Fact]
    public void A_stream_without_messages_has_no_times() => Assert.Equal(
        ["3", "0", "0", "0/s", "0/s", "no data", "no data", "no data"], Rows().Last().Elements("td").Select(c => c.Value));

    [Fact]
    public void The_name_of_a_stream_is_only_text()
    {
        Assert.Equal("a|b <img src=x onerror=alert(1)> @octocat `c`", Rows().Last().Element("th")!.Value);
        string row = MarkdownReport.Render(Report).Split('\n').Single(line => line.Contains("onerror", StringComparison.Ordinal));
        Assert.Equal("| a&#124;b &#60;img src=x onerror=alert(1)&#62; @\u200Boctocat &#96;c&#96; | 3 | 0/s | 0/s | no data | no data |", row);
    }

    [Fact]
    public void Every_column_has_its_heading_and_numbers_stand_right()
    {
        XElement table = Table();
        Assert.All(Rows(), row => Assert.Equal(table.Descendants("th").Count(h => h.Attribute("scope")?.Value == "col"), row.Elements().Count()));
        Assert.Equal("numbers", table.Attribute("class")!.Value);
        string[] markdown = MarkdownReport.Render(Report).Split('\n');
        int heading = Array.FindIndex(markdown, line => line.StartsWith("| Stream |", StringComparison.Ordinal));
        Assert.Equal("|---|---:|---:|---:|---:|---:|", markdown[heading + 1].Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_scenario_without_streams_has_no_table_of_them()
    {
        RunReport plain = ReportOf();
        Assert.DoesNotContain(ReportHtml.Parse(HtmlReport.Render(plain)).Descendants("h3"), h => h.Value == "Streams");
        Assert.DoesNotContain("Streams", MarkdownReport.Render(plain), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_reads_the_counts_of_a_stream()
    {
        using JsonDocument document = JsonDocument.Parse(JsonReport.Render(Report));
        JsonElement socket = document.RootElement.GetProperty("scenarios")[0].GetProperty("series")[0];
        Assert.Equal("stream", socket.GetProperty("kind").GetString());
        Assert.Equal(60_006, socket.GetProperty("counts").GetProperty("sent").GetInt32());
        Assert.Equal(4_000, socket.GetProperty("throughputPerSecond").GetDouble());
    }

    private static RunReport ReportOf(params SeriesSummary[] streams) => RunReportBuilder.Empty()
        .WithScenario(new ScenarioBuilder("members") { Seconds = 60 }.Build() with { Series = streams })
        .Build();

    private static XElement Table() => Page.Descendants("h3").Single(h => h.Value == "Streams").Parent!.Descendants("table").Single();

    private static IEnumerable<XElement> Rows() => Table().Element("tbody")!.Elements("tr");
}
