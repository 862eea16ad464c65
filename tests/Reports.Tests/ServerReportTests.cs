using System.Text.Json;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html;
using PerfFunctions.Reports.Json;
using PerfFunctions.Reports.Markdown;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Reports.Tests;

public class ServerReportTests
{
    private static readonly RunReport Report = RunReportBuilder.Shop().WithSummary(s => s with
    {
        Server = new ServerSummary
        {
            Series =
            [
                Series.Of("cpu", s => s / 200.0),
                Series.Of("db", s => 1) with { Points = [], Missing = "Prometheus has no <such> data for this query during the load." },
            ],
            ToSecond = 120,
            Remarks = ["'cpu' rose."],
        },
    }).Build();

    [Fact]
    public void The_page_draws_each_series_and_says_what_is_missing()
    {
        string page = HtmlReport.Render(Report);
        Assert.Contains("<h2 id=\"server\">Server-side metrics</h2>", page, StringComparison.Ordinal);
        Assert.Contains("cpu from 0:00 to 1:59. cpu at most 59.5 %.", page, StringComparison.Ordinal);
        Assert.Contains("no &lt;such&gt; data", page, StringComparison.Ordinal);
        Assert.Contains("&#39;cpu&#39; rose.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"server\"", HtmlReport.Render(RunReportBuilder.Shop().Build()), StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_has_a_row_a_series()
    {
        string text = MarkdownReport.Render(Report);
        Assert.Contains("| `cpu` | 29.8 % | 56.5 % | 59.5 % | 59.5 % |", text, StringComparison.Ordinal);
        Assert.Contains("| no data | no data | no data | no data |", text, StringComparison.Ordinal);
        Assert.Contains("'cpu' rose.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_every_point()
    {
        JsonElement server = JsonDocument.Parse(JsonReport.Render(Report)).RootElement.GetProperty("server");
        JsonElement cpu = server.GetProperty("series")[0];
        Assert.Equal((120, "share"), (cpu.GetProperty("points").GetArrayLength(), cpu.GetProperty("unit").GetString()));
        Assert.Equal("'cpu' rose.", server.GetProperty("remarks")[0].GetString());
    }
}
