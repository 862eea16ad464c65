using Azure.Data.Tables;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Storage;

public sealed class ResultsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Id = "20260304050607089-a1";

    private Bench _bench = null!;

    private RunBlobs Blobs => _bench.Blobs;

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync(azurite);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task What_was_never_kept_is_null()
    {
        Assert.Null(await Blobs.FindPlanAsync(Id, default));
        Assert.Null(await Blobs.FindPageAsync(Id, "home", default));
        Assert.Null(await Blobs.FindEvidenceAsync(Id, "home", EvidenceFiles.Screenshot, default));
        Assert.Null(await Blobs.FindSummaryAsync(Id, default));
        Assert.Null(await Blobs.FindVerdictAsync(Id, default));
        Assert.Null(await Blobs.FindReportAsync(Id, "html", default));
        Assert.Empty(await _bench.BaselinesOfAsync("shop"));
    }

    [Fact]
    public async Task A_page_comes_back_with_its_evidence()
    {
        PageMeasurement page = Samples.Measured(new AuditTarget("home", new Uri("https://shop.example/"), new PageConditions(), 3));
        var evidence = new PageEvidence { Screenshot = [1, 2, 3], Frames = [[4], [5]] };
        await Blobs.SavePageAsync(Id, page, evidence, default);
        string[] files = ["screenshot.jpg", "frame-00.jpg", "frame-01.jpg"];
        Assert.Equivalent(page with { Evidence = files }, await Blobs.FindPageAsync(Id, "home", default), strict: true);
        Assert.Equal(evidence.Screenshot, (await Blobs.FindEvidenceAsync(Id, "home", EvidenceFiles.Screenshot, default))!.ToArray());
        Assert.Equal(evidence.Frames[1], (await Blobs.FindEvidenceAsync(Id, "home", EvidenceFiles.Frame(1), default))!.ToArray());
    }

    [Fact]
    public async Task A_run_that_is_deleted_takes_its_blobs_and_no_others()
    {
        await Blobs.SavePlanAsync(Id, "mine", default);
        await Blobs.SaveReportAsync(Id, "md", "mine", default);
        await Blobs.SavePlanAsync(Id + "1", "another's", default);
        await Blobs.DeleteAsync(Id, default);
        Assert.Null(await Blobs.FindPlanAsync(Id, default));
        Assert.Null(await Blobs.FindReportAsync(Id, "md", default));
        Assert.Equal("another's", await Blobs.FindPlanAsync(Id + "1", default));
    }

    [Fact]
    public async Task A_verdict_that_comes_again_replaces_the_first()
    {
        var verdict = new Verdict { RunId = Id, Outcome = RunOutcome.Passed, Headline = "fine" };
        await _bench.Verdicts.AddAsync("shop", verdict, null, default);
        await _bench.Verdicts.AddAsync("shop", verdict with { Outcome = RunOutcome.Failed }, null, default);
        TableEntity row = Assert.Single(await _bench.Get<ResultStorage>().Verdicts.QueryAsync<TableEntity>().ToArrayAsync());
        Assert.Equal("Failed", row.GetString("Outcome"));
    }

    [Fact]
    public async Task Each_plan_has_its_own_baselines_the_newest_first()
    {
        string newer = TableKeys.RunId(Samples.Now.AddDays(1), "b2");
        await _bench.Baselines.AcceptAsync("shop", newer, default);
        await _bench.Baselines.AcceptAsync("shop", Id, default);
        await _bench.Baselines.AcceptAsync("other", Id, default);
        Assert.Equal([newer, Id], (await _bench.BaselinesOfAsync("shop")).Select(b => b.RunId));
        Assert.False(await _bench.Baselines.WithdrawAsync("other", newer, default));
    }

    [Fact]
    public async Task Creating_storage_that_is_there_changes_nothing()
    {
        await Blobs.SavePlanAsync(Id, "kept", default);
        await _bench.Get<ResultStorage>().CreateAsync(default);
        Assert.Equal("kept", await Blobs.FindPlanAsync(Id, default));
    }

    [Fact]
    public void Without_any_storage_the_message_names_the_settings()
    {
        using var nothing = new Microsoft.Extensions.Configuration.ConfigurationManager();
        var refused = Assert.Throws<InvalidOperationException>(
            () => new ResultStorage(Microsoft.Extensions.Options.Options.Create(new App.Options.StorageOptions()), nothing));
        Assert.Contains("AzureWebJobsStorage", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "https://perfres.blob.core.windows.net/perf-results", "https://perfres.table.core.windows.net/PerfRuns")]
    [InlineData("core.chinacloudapi.cn", "https://perfres.blob.core.chinacloudapi.cn/perf-results", "https://perfres.table.core.chinacloudapi.cn/PerfRuns")]
    public void An_account_is_reached_in_its_own_cloud(string? suffix, string blobs, string runs)
    {
        var options = new App.Options.StorageOptions { AccountName = "perfres" };
        options.EndpointSuffix = suffix ?? options.EndpointSuffix;
        using var nothing = new Microsoft.Extensions.Configuration.ConfigurationManager();
        var storage = new ResultStorage(Microsoft.Extensions.Options.Options.Create(options), nothing);
        Assert.Equal((blobs, runs), (storage.Blobs.Uri.AbsoluteUri, storage.Runs.Uri.AbsoluteUri));
    }
}
