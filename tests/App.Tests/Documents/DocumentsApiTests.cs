using System.Text.Json;
using PerfFunctions.App.Baselines;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Documents;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.App.Tests.Documents;

public sealed class DocumentsApiTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task Every_document_of_a_plan_that_was_run_names_its_newest_run()
    {
        RunRecord run = await EndedAsync("e1", "browse");
        foreach (string kind in DocumentKinds.Names)
        {
            Answer answer = await SendAsync($"{run.Plan}/documents/{kind}.md");
            Assert.Equal(200, answer.Status);
            Assert.StartsWith($"# {DocumentKinds.TitleOf(DocumentKinds.Find(kind)!.Value)}", answer.Text, StringComparison.Ordinal);
        }

        string report = (await SendAsync($"{run.Plan}/documents/test-report.md")).Text;
        Assert.Contains($"[`{run.RunId}`](", report, StringComparison.Ordinal);
        Assert.Contains("| `browse` |", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_and_its_print_have_the_same_text()
    {
        RunRecord run = await EndedAsync("e2", "browse");
        string page = (await SendAsync($"{run.Plan}/documents/runbook.html")).Text;
        string pdf = (await SendAsync($"{run.Plan}/documents/runbook.pdf")).Text;

        Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
        Assert.Equal(page.Split("<main")[1].Split("Made from")[0], pdf.Split("<main")[1].Split("Made from")[0]);
    }

    [Fact]
    public async Task Without_a_browser_a_print_says_so()
    {
        RunRecord run = await EndedAsync("e3", "browse");
        (await SendAsync($"{run.Plan}/documents/checklist.pdf")).IsProblem(503);
    }

    [Fact]
    public async Task All_that_is_wrong_with_the_question_is_reported_at_once()
    {
        RunRecord run = await EndedAsync("e4", "browse");
        JsonElement[] errors = [.. (await SendAsync($"{run.Plan}/documents/capacity-plan.md?size=huge&instances=0&months=61")).Errors()];

        Assert.Equal(["size", "instances", "months"], errors.Select(e => e.GetProperty("field").GetString()));
        Assert.Contains("App Service P1v3", errors[0].GetProperty("allowed").GetString(), StringComparison.Ordinal);
        Assert.Equal("1 to 60", errors[2].GetProperty("allowed").GetString());
    }

    [Theory]
    [InlineData("shop/documents/poem.md")]
    [InlineData("never-run/documents/budget.md")]
    [InlineData("No%20Plan/documents/budget.md")]
    public async Task What_does_not_exist_is_not_found(string path) => (await SendAsync(path)).IsProblem(404);

    private Task<Answer> SendAsync(string path) => fixture.SendAsync("GET", $"/api/plans/{path}");

    private async Task<RunRecord> EndedAsync(string distinct, string scenario)
    {
        RunRecord run = Samples.Run(Samples.Now, distinct);
        RunBlobs blobs = fixture.Service.Get<RunBlobs>();
        Verdict verdict = new() { RunId = run.RunId, Outcome = RunOutcome.Passed, Headline = "fine" };
        await fixture.Service.Get<RunStore>().AddAsync(run, default);
        await fixture.Service.Get<RunStore>().FinishAsync(run.RunId, RunOutcome.Passed, "fine", Samples.Now, default);
        await blobs.SavePlanAsync(run.RunId, Samples.LoadPlan, default);
        await blobs.SaveSummaryAsync(new RunSummary { RunId = run.RunId, Scenarios = [new ScenarioBuilder(scenario).Build()] }, default);
        await blobs.SaveVerdictAsync(verdict, default);
        await fixture.Service.Get<VerdictStore>().AddAsync(run.Plan, verdict, null, default);
        return run;
    }
}
