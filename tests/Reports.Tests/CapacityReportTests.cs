using System.Text.Json.Nodes;
using System.Xml.Linq;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Html;
using PerfFunctions.Reports.Json;
using PerfFunctions.Reports.Markdown;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Reports.Tests;

/// <summary>Reports of a load that rises step by step say what it shows of capacity.</summary>
public sealed class CapacityReportTests
{
    private static readonly double[] Loads = [1, 2, 4, 8, 16, 32];

    [Fact]
    public void The_page_has_models_a_chart_and_sentences()
    {
        XDocument page = ReportHtml.Parse(HtmlReport.Render(Report(Stepped(Loads))));
        XElement block = page.Descendants("div").Single(d => d.Elements("h3").Any(h => h.Value == "Capacity"));

        Assert.Equal(["Linear", "Amdahl's law (chosen)", "Universal Scalability Law"], block.Descendants("tbody").Single().Elements("tr").Select(r => r.Element("th")!.Value.Trim()));
        Assert.Equal(6, block.Descendants("circle").Count());
        Assert.Contains(block.Descendants("li"), l => l.Value.StartsWith("Throughput approaches 2,0", StringComparison.Ordinal));
        Assert.Contains(block.Descendants("figure"), f => f.Descendants("h4").Single().Value == "Throughput over requests in progress");
    }

    [Fact]
    public void Markdown_and_json_have_the_same_figures()
    {
        string markdown = MarkdownReport.Render(Report(Stepped(Loads)));
        JsonNode capacity = JsonNode.Parse(JsonReport.Render(Report(Stepped(Loads))))!["scenarios"]![0]!["capacity"]!;

        Assert.Contains("Capacity of steps", markdown, StringComparison.Ordinal);
        Assert.Contains("**Amdahl's law** (chosen)", markdown, StringComparison.Ordinal);
        Assert.Equal("amdahl", capacity["chosen"]!.GetValue<string>());
        Assert.Equal(3, capacity["models"]!.AsArray().Count);
        Assert.Equal(100, capacity["models"]![1]!["lambda"]!["value"]!.GetValue<double>(), 1.0);
        Assert.Equal(19, capacity["knee"]!["concurrency"]!.GetValue<double>(), 0.5);
    }

    [Fact]
    public void Too_few_steps_give_the_reason_and_no_figure()
    {
        XDocument page = ReportHtml.Parse(HtmlReport.Render(Report(Stepped(Loads[..2]))));
        XElement block = page.Descendants("div").Single(d => d.Elements("h3").Any(h => h.Value == "Capacity"));

        Assert.StartsWith("Only 2 different loads were measured.", block.Descendants("li").Single().Value, StringComparison.Ordinal);
        Assert.Empty(block.Descendants("table"));
        Assert.Empty(block.Descendants("figure"));
    }

    [Fact]
    public void A_load_without_steps_has_no_capacity()
    {
        ScenarioSummary plain = new ScenarioBuilder("steps").Build();

        Assert.DoesNotContain("<h3>Capacity</h3>", HtmlReport.Render(Report(plain)), StringComparison.Ordinal);
        Assert.Null(JsonNode.Parse(JsonReport.Render(Report(plain)))!["scenarios"]![0]!["capacity"]);
    }

    private static Figures.RunReport Report(ScenarioSummary scenario)
    {
        Figures.RunReport report = RunReportBuilder.Shop().Build();
        return report with { Summary = report.Summary! with { Scenarios = [scenario], Pages = [] } };
    }

    private static ScenarioSummary Stepped(double[] loads) => SteppedScenario.Build("steps", loads);
}
