using System.Xml.Linq;
using PerfFunctions.App.Reports;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.CodeHosts.GitHub;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Reports;

public sealed class PictureApiTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private Service _service = null!;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync(
        azurite, null, "Perf:GitHub:WebhookSecret=new secret of sixteen", "Perf:GitHub:PreviousWebhookSecret=old secret of sixteen", "Perf:GitHub:Token=t",
        "Perf:PublicUrl=https://perf.example");

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_signed_address_opens_the_picture_of_its_run_without_a_key_and_no_other()
    {
        RunRecord run = await JudgedAsync("a1", MadeReports.Compared());
        RunRecord other = await JudgedAsync("a2", MadeReports.Compared());
        string path = PathOf(run);

        HttpResponseMessage answer = await _service.Http.GetAsync(path);
        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("svg", XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!.Name.LocalName);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));

        Assert.Equal(404, await StatusAsync(path.Replace(run.RunId, other.RunId, StringComparison.Ordinal)));
        Assert.Equal(404, await StatusAsync(path.Split('?')[0]));
        Assert.Equal(404, await StatusAsync(path[..^1]));
    }

    [Fact]
    public async Task A_verdict_without_comparisons_has_no_picture_and_a_run_of_no_pull_request_no_address()
    {
        RunRecord run = await JudgedAsync("a3", MadeReports.Rule(RuleStatus.Fail, 12));
        Assert.Equal(404, await StatusAsync(PathOf(run)));
        Assert.Null(_service.Get<PictureLinks>().Changes(run with { PullRequest = null }));
    }

    [Fact]
    public async Task What_was_signed_before_the_secret_was_changed_still_opens()
    {
        RunRecord run = await JudgedAsync("a4", MadeReports.Compared());
        string signature = Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData("old secret of sixteen"u8, System.Text.Encoding.UTF8.GetBytes($"picture:{run.RunId}")));
        Assert.Equal(200, await StatusAsync($"/api/runs/{run.RunId}/changes.svg?sig={signature}"));
    }

    private string PathOf(RunRecord run) => new Uri(_service.Get<PictureLinks>().Changes(run)!).PathAndQuery;

    private async Task<int> StatusAsync(string path) => (int)(await _service.Http.GetAsync(path)).StatusCode;

    private async Task<RunRecord> JudgedAsync(string distinct, RuleResult rule)
    {
        RunRecord run = Samples.Run(Samples.Now, distinct) with { PullRequest = Samples.PullRequest };
        await _service.Get<RunStore>().AddAsync(run, default);
        await _service.Get<RunBlobs>().SaveVerdictAsync(new Verdict { RunId = run.RunId, Outcome = RunOutcome.Failed, Headline = "h", Rules = [rule] }, default);
        return run;
    }
}
