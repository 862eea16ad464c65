using System.Text.Json;
using PerfFunctions.Engine.RealUsers;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html;
using PerfFunctions.Reports.Json;
using PerfFunctions.Reports.Markdown;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Reports.Tests;

public class RealUserReportTests
{
    private static readonly RunReport Report = RunReportBuilder.Shop().WithSummary(s => s with
    {
        RealUsers = new RealUserSummary
        {
            From = new(2026, 3, 1),
            To = new(2026, 3, 8),
            MinSamples = 100,
            Pages = [Page("home", 1200, 3000, 0.05), Page("cart", 50, 1000, 0)],
        },
    }).Build();

    [Fact]
    public void The_page_shows_percentile_rating_views_and_the_audit_of_the_same_name()
    {
        string page = HtmlReport.Render(Report);
        Assert.Contains("<h2 id=\"rum\">Real users</h2>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"chip warn\">needs improvement</span>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"chip good\">good</span>", page, StringComparison.Ordinal);
        Assert.Contains("<td>1,200</td>", page, StringComparison.Ordinal);
        Assert.Contains("fewer than the 100 of &#39;minSamples&#39;", page, StringComparison.Ordinal);
        Assert.Contains("Page views from 2026-03-01 to 2026-03-08, UTC.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"rum\"", HtmlReport.Render(RunReportBuilder.Shop().Build()), StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_has_a_row_a_metric_with_the_audit_beside_it()
    {
        string text = MarkdownReport.Render(Report);
        Assert.Contains("### Real users", text, StringComparison.Ordinal);
        Assert.Matches(@"\| `home` \| LCP \| 3 s \| needs improvement \| [0-9.]+ m?s \| 1,200 \|", text);
        Assert.Contains("| `home` | CLS | 0.05 | good |", text, StringComparison.Ordinal);
        Assert.Contains("| `cart` | LCP | no data |  | – | 50 |", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Real users", MarkdownReport.Render(RunReportBuilder.Shop().Build()), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_every_percentile_and_the_days()
    {
        JsonElement rum = JsonDocument.Parse(JsonReport.Render(Report)).RootElement.GetProperty("realUsers");
        JsonElement home = rum.GetProperty("pages")[0];
        Assert.Equal(("2026-03-01", 1200, 6), (rum.GetProperty("from").GetString(), home.GetProperty("views").GetInt32(), home.GetProperty("days").GetInt32()));
        JsonElement lcp = home.GetProperty("metrics")[0];
        Assert.Equal("lcp", lcp.GetProperty("name").GetString());
        Assert.Equal(3000, lcp.GetProperty("values").GetProperty("p75").GetDouble(), 5.0);
    }

    private static RealUserPageSummary Page(string name, int count, double lcp, double cls)
    {
        RealUserViews views = new();
        for (int i = 0; i < count; i++)
        {
            views.Add(new RealUserView("/", [new(RealUserMetric.Find("lcp")!, lcp), new(RealUserMetric.Find("cls")!, cls)]));
        }

        return RealUserPageSummary.Of(name, views, 6);
    }
}
