using System.Xml.Linq;
using PerfFunctions.Engine.Objectives;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Reports.Documents;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Reports.Tests.Documents;

/// <summary>Documents of a plan: what stands in each, and what is marked as missing.</summary>
public sealed class PlanDocumentsTests
{
    public static TheoryData<string> Kinds => [.. DocumentKinds.Names];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_document_is_a_well_formed_page_with_the_plan_in_its_title(string kind)
    {
        XDocument page = ReportHtml.Parse(PlanDocuments.Html(DocumentKinds.Find(kind)!.Value, ShopDocuments.Source));

        string title = DocumentKinds.TitleOf(DocumentKinds.Find(kind)!.Value);
        Assert.Equal($"{title}: shop", page.Descendants("h1").Single().Value);
        Assert.True(page.Descendants("h2").Count() + page.Descendants("table").Count() > 0);
        Assert.DoesNotContain("NaN", page.Root!.Value, StringComparison.Ordinal);
        Assert.Empty(page.Descendants("script"));
    }

    [Theory]
    [InlineData("test-report")]
    [InlineData("capacity-plan")]
    [InlineData("runbook")]
    [InlineData("monitoring")]
    [InlineData("scaling-playbook")]
    [InlineData("recommendations")]
    public void Before_the_first_run_nothing_is_claimed(string kind)
    {
        string text = PlanDocuments.Markdown(DocumentKinds.Find(kind)!.Value, ShopDocuments.Unmeasured);

        Assert.Matches("not measured|no run", text);
        Assert.DoesNotContain("](http", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Requirements_show_journeys_growth_and_the_budgets_that_follow()
    {
        string text = Markdown(DocumentKind.Requirements);

        Assert.Contains("| browsing | `browse` | ≥ 99.9% | `latency.p95` &#60; 300ms | 600/s |".Replace("&#60;", "<", StringComparison.Ordinal), text, StringComparison.Ordinal);
        Assert.Contains("10 % a month", text, StringComparison.Ordinal);
        Assert.Contains("2026-11-27, Winter sale: 10 times an ordinary day.", text, StringComparison.Ordinal);
        Assert.Contains("| `home.lcp.p75 < 2.5s` | fail | objective front | team-shop | 3.1 s | Failed |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_plan_names_what_changes_data_and_is_not_removed()
    {
        string text = Markdown(DocumentKind.TestPlan);

        Assert.Contains("| `browse` | 50/s for 2m | at once | 2 | HTTP/1.1 |", text, StringComparison.Ordinal);
        Assert.Contains("The load changes data: `POST /cart`. The plan has no teardown that removes it.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_capacity_plan_answers_how_many_instances_a_month_needs_and_what_they_cost()
    {
        string text = Markdown(DocumentKind.CapacityPlan);

        // Half of 1,214/s or so is safe for one of two instances; 600/s grow by a tenth a month and peak at twice that.
        string march = text.Split('\n').First(l => l.StartsWith("| 2026-03-07 |", StringComparison.Ordinal));
        Assert.StartsWith("| 2026-03-07 | 1,200/s | ordinary peak | 2 | 3 |", march, StringComparison.Ordinal);
        Assert.EndsWith(" USD |", march, StringComparison.Ordinal);
        Assert.Contains("| Winter sale |", text, StringComparison.Ordinal);
        Assert.Contains("App Service P1v3 is taken to cost", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_limits_the_one_that_breaks_first_makes_the_safe_load()
    {
        DocumentSource both = With(Browsing with { Latency = [new(95, TimeSpan.FromMilliseconds(300)), new(50, TimeSpan.FromMilliseconds(15))] });

        Assert.Contains(
            "The highest measured load that meets p50 < 15ms is 593/s; the next one, 914/s, does not.".Replace("<", "&#60;", StringComparison.Ordinal),
            PlanDocuments.Markdown(DocumentKind.CapacityPlan, both), StringComparison.Ordinal);
    }

    [Fact]
    public void The_capacity_of_one_scenario_proves_nothing_for_a_journey_on_another()
    {
        DocumentSource paying = With(Browsing with { Name = "paying", Subject = "checkout", Throughput = 1 });

        Assert.Contains(
            "| Journey paying has capacity for its busiest moment | ? not measured |",
            PlanDocuments.Markdown(DocumentKind.Checklist, paying), StringComparison.Ordinal);
        Assert.Contains(
            "No journey on `browse`, whose capacity was measured, states its throughput",
            PlanDocuments.Markdown(DocumentKind.CapacityPlan, paying), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_steps_a_capacity_plan_has_no_number_of_instances()
    {
        string text = PlanDocuments.Markdown(DocumentKind.CapacityPlan, ShopDocuments.Source with { Runs = [RunReportBuilder.Shop().Build()] });

        Assert.Contains("No run measured throughput at several loads", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Cost a month", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_with_several_numbers_of_instances_show_how_they_scale()
    {
        DocumentSource source = ShopDocuments.Source with { Runs = [.. new[] { 1, 2, 4, 8 }.Select(ShopDocuments.SteppedOn)] };
        string text = PlanDocuments.Markdown(DocumentKind.CapacityPlan, source);

        Assert.Contains("## Throughput over instances", text, StringComparison.Ordinal);
        Assert.Contains("Throughput over instances follows", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Instances are assumed to be independent", text, StringComparison.Ordinal);
        string few = PlanDocuments.Markdown(DocumentKind.CapacityPlan, source with { Runs = [ShopDocuments.SteppedOn(1), ShopDocuments.SteppedOn(2)] });
        Assert.Contains("do not show how they scale: Only 2 different loads were measured.", few, StringComparison.Ordinal);
        Assert.Contains("Instances are assumed to be independent", few, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checklist_tells_done_failed_and_not_measured_apart()
    {
        string text = Markdown(DocumentKind.Checklist);

        Assert.Contains("| Journey browsing meets its objectives | ✕ failed |", text, StringComparison.Ordinal);
        Assert.Contains("| The limit of throughput is known | ✓ done |", text, StringComparison.Ordinal);
        Assert.Contains("| A soak test of an hour passed | ? not measured | _not measured_ |", text, StringComparison.Ordinal);
        string tests = PlanDocuments.Markdown(DocumentKind.Checklist, ShopDocuments.Unmeasured).Split("| The system was tested")[1].Split("| Runs are compared")[0];
        Assert.DoesNotContain("✓", tests, StringComparison.Ordinal);
    }

    [Fact]
    public void Alerts_come_from_the_error_budget() => Assert.Contains(
        "| browsing | 14.4 | 1.44 % | 1h | 5m | page |", Markdown(DocumentKind.Monitoring), StringComparison.Ordinal);

    [Fact]
    public void A_scaling_playbook_has_rules_with_measured_thresholds()
    {
        string text = Markdown(DocumentKind.ScalingPlaybook);

        Assert.Contains("Microsoft.Insights/autoscaleSettings", text, StringComparison.Ordinal);
        Assert.Contains("kind: ScaledObject", text, StringComparison.Ordinal);
        Assert.Contains("2026-11-27, Winter sale: 6,000/s without growth until then", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_in_names_stays_text()
    {
        PerfPlan hostile = ShopDocuments.Plan with
        {
            Objectives = ShopDocuments.Plan.Objectives! with { Owner = "<img src=x onerror=alert(1)>|[a](javascript:x)" },
        };

        foreach (DocumentKind kind in Enum.GetValues<DocumentKind>())
        {
            XDocument page = ReportHtml.Parse(PlanDocuments.Html(kind, ShopDocuments.Source with { Plan = hostile }));
            Assert.Empty(page.Descendants("img"));
            Assert.DoesNotContain(page.Descendants("a"), a => !a.Attribute("href")!.Value.StartsWith("https://", StringComparison.Ordinal));
        }
    }

    private static Journey Browsing => ShopDocuments.Plan.Objectives!.Journeys[0];

    private static DocumentSource With(Journey journey) => ShopDocuments.Source with
    {
        Plan = ShopDocuments.Plan with { Objectives = ShopDocuments.Plan.Objectives! with { Journeys = [journey] } },
    };

    private static string Markdown(DocumentKind kind) => PlanDocuments.Markdown(kind, ShopDocuments.Source);
}
