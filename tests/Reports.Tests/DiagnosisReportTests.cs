using System.Text.Json;
using System.Xml.Linq;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html;
using PerfFunctions.Reports.Json;
using PerfFunctions.Reports.Markdown;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Reports.Tests;

public class DiagnosisReportTests
{
    private static readonly RunReport Report = RunReportBuilder.Empty()
        .WithSummary(_ => FaultyRun.Of(Fault.SlowQuery) with { Pages = [RichPageBuilder.Build("home")] }).Build();

    [Fact]
    public void The_page_lists_bottlenecks_and_recommendations_after_the_budgets()
    {
        string html = HtmlReport.Render(Report);
        XElement section = ReportHtml.Parse(html).Descendants("section").Single(s => (string?)s.Attribute("aria-labelledby") == "bottlenecks");
        XElement[] tables = [.. section.Descendants("table")];
        Assert.Equal(2, tables.Length);
        Assert.Contains("Server-Timing entry 'db'", tables[0].Descendants("tr").ElementAt(1).Value, StringComparison.Ordinal);
        Assert.Contains(tables[1].Descendants("tr"), r => r.Value.Contains("Speed up the database work behind 'db'", StringComparison.Ordinal));
        Assert.Contains(tables[1].Descendants("tr"), r => r.Value.StartsWith("home", StringComparison.Ordinal));
        Assert.True(html.IndexOf("id=\"budgets\"", StringComparison.Ordinal) < html.IndexOf("id=\"bottlenecks\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Markdown_has_the_first_three_of_each()
    {
        string text = MarkdownReport.Render(Report);
        string[] lists = text.Split("### Bottlenecks\n\n")[1].Split("### Recommendations\n\n");
        Assert.StartsWith("- **shop.GET /cart**: The target's Server-Timing entry 'db' is ", lists[0], StringComparison.Ordinal);
        Assert.Contains("- **shop.GET /cart**: Speed up the database work behind 'db'", lists[1], StringComparison.Ordinal);
        Assert.InRange(lists[0].Split('\n').Count(l => l.StartsWith("- ", StringComparison.Ordinal)), 1, 3);
        Assert.Equal(3, lists[1].Split("\n\n")[0].Split('\n').Count(l => l.StartsWith("- ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Json_has_both_lists_with_the_metric_that_verifies()
    {
        JsonElement root = JsonDocument.Parse(JsonReport.Render(Report)).RootElement;
        JsonElement first = root.GetProperty("bottlenecks")[0];
        Assert.Equal(("serverTiming", "db", "shop.GET /cart"), (first.GetProperty("kind").GetString(), first.GetProperty("part").GetString(), first.GetProperty("subject").GetString()));
        Assert.Equal("request.cart.server-timing.db", first.GetProperty("metric").GetProperty("metric").GetString());
        Assert.Contains(root.GetProperty("recommendations").EnumerateArray(), r => r.GetProperty("effort").GetString() == "small");
    }

    [Fact]
    public void A_run_that_measured_nothing_has_neither()
    {
        RunReport empty = RunReportBuilder.Empty().Build();
        Assert.DoesNotContain("id=\"bottlenecks\"", HtmlReport.Render(empty), StringComparison.Ordinal);
        Assert.DoesNotContain("### Bottlenecks", MarkdownReport.Render(empty), StringComparison.Ordinal);
        Assert.Equal(0, JsonDocument.Parse(JsonReport.Render(empty)).RootElement.GetProperty("bottlenecks").GetArrayLength());
    }

    [Fact]
    public void The_last_good_run_of_the_report_is_what_growth_is_measured_against()
    {
        RunSummary lastGood = FaultyRun.Of(Fault.SmallPool) with { Scenarios = [Fast()] };
        RunReport compared = Report with { Diagnosis = new(Diagnosis.Of(Report.Summary, lastGood)) };
        Assert.Contains("GET /cart is slower than in the last good run", HtmlReport.Render(compared), StringComparison.Ordinal);
        Assert.DoesNotContain("slower than in the last good run", HtmlReport.Render(Report), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_previous_run_recommended_and_no_longer_applies_stands_with_its_gain_in_every_format()
    {
        RunReport faster = Report with
        {
            Diagnosis = new(Diagnosis.Of(FaultyRun.Of(Fault.SmallPool), previous: FaultyRun.Of(Fault.SlowQuery))),
        };
        string action = "Speed up the database work behind 'db'";
        Assert.Contains("No longer needed since the previous run", HtmlReport.Render(faster), StringComparison.Ordinal);
        Assert.Contains(action, MarkdownReport.Render(faster).Split("### No longer needed since the previous run")[1], StringComparison.Ordinal);
        JsonElement followed = JsonDocument.Parse(JsonReport.Render(faster)).RootElement.GetProperty("followed").EnumerateArray()
            .Single(f => f.GetProperty("recommendation").GetProperty("action").GetString()!.StartsWith(action, StringComparison.Ordinal));
        Assert.True(followed.GetProperty("after").GetDouble() < followed.GetProperty("before").GetDouble());
        Assert.DoesNotContain("No longer needed", HtmlReport.Render(Report), StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_names_stay_text()
    {
        RunSummary run = FaultyRun.Of(Fault.SlowQuery);
        RunReport report = RunReportBuilder.Empty().WithSummary(_ => run with
        {
            Scenarios = [run.Scenarios[0] with
            {
                Name = Hostile.Text,
                Series = [.. run.Scenarios[0].Series.Select(s => s with { Title = Hostile.Text })],
                Counts = run.Scenarios[0].Counts with { Failed = 900 },
                Errors = new Dictionary<string, long> { [Hostile.Text] = 900 },
            }],
            Server = Series.Summary(Series.Of(Hostile.Text, s => 10 + s)),
        }).Build();
        XDocument page = ReportHtml.Parse(HtmlReport.Render(report));
        XElement section = page.Descendants("section").Single(s => (string?)s.Attribute("aria-labelledby") == "bottlenecks");
        Assert.Contains("<script>alert(1)</script>", section.Value, StringComparison.Ordinal);
        Assert.Empty(section.Descendants("img"));
        Assert.Empty(section.Descendants("script"));
        string markdown = MarkdownReport.Render(report);
        Assert.Contains("### Bottlenecks", markdown, StringComparison.Ordinal);
        Assert.DoesNotMatch("@[a-z]|://evil|www\\.|!\\[|\\]\\(j|\n## heading|<script", markdown.Replace("\u200B", " ", StringComparison.Ordinal).Replace("&#", "", StringComparison.Ordinal));
        Assert.NotEmpty(JsonReport.Render(report));
    }

    private static ScenarioSummary Fast()
    {
        ScenarioSummary scenario = FaultyRun.Of(Fault.SlowQuery).Scenarios[0];
        byte[] times = Interval.Histogram(5, 5, 5);
        return scenario with { Series = [.. scenario.Series.Select(s => s with { Response = times, Service = times })] };
    }
}
