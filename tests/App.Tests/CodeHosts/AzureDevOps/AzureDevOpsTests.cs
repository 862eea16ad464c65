using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Tests.CodeHosts.GitHub;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.TestKit.AzureDevOps;

namespace PerfFunctions.App.Tests.CodeHosts.AzureDevOps;

public sealed class AzureDevOpsTests : IAsyncLifetime
{
    private static readonly PullRequestContext On = new()
    {
        Host = "azuredevops",
        InstallationId = 0,
        Owner = AzureDevOpsStandIn.Project,
        Repository = AzureDevOpsStandIn.Repository,
        HeadSha = new string('1', 40),
        BaseSha = new string('2', 40),
        Number = AzureDevOpsStandIn.PullRequest,
    };

    private AzureDevOpsStandIn _azure = null!;
    private ServiceProvider _services = null!;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private CodeHost Host => _services.GetRequiredService<ICodeHosts>().Of(On);

    public async ValueTask InitializeAsync()
    {
        _azure = await AzureDevOpsStandIn.StartAsync(Test);
        _azure.Pushes.Add(new string('0', 40));
        _azure.Pushes.Add(On.HeadSha);
        _services = ServicesOf([]);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _azure.DisposeAsync();
        Assert.Empty(_azure.Violations);
    }

    [Fact]
    public async Task Plans_are_read_at_the_target_s_commit()
    {
        _azure.AddFile(".azuredevops/perf.yml", "at the target", On.BaseSha!);
        _azure.AddFile(".azuredevops/perf.yml", "at the head", On.HeadSha);
        _azure.AddFile(".azuredevops/perf/web.yml", "web", On.BaseSha!);
        _azure.AddFile(".azuredevops/perf/readme.md", "no plan", On.BaseSha!);
        _azure.AddFile(".azuredevops/perf/shop.js", "a script", On.BaseSha!);

        IReadOnlyList<string> paths = await Host.Plans.ListAsync(On, Test);

        Assert.Equal([".azuredevops/perf.yml", ".azuredevops/perf/web.yml", ".azuredevops/perf/shop.js"], paths);
        Assert.Equal("at the target", await Host.Plans.FindAsync(On, Test));
        Assert.Equal("web", await Host.Plans.FindAsync(On with { PlanPath = paths[1] }, Test));
        Assert.Null(await Host.Plans.FindAsync(On with { PlanPath = "none.yml" }, Test));
        Assert.Empty(await Host.Plans.ListAsync(On with { BaseSha = new string('9', 40) }, Test));
    }

    [Fact]
    public async Task Files_beside_a_plan_are_read_to_the_byte_at_the_target_s_commit()
    {
        byte[] bytes = [0, 255, 13, 10];
        _azure.AddFile(".azuredevops/perf/data/a+b.bin", bytes, On.BaseSha!);
        _azure.AddFile(".azuredevops/perf/data/a+b.bin", "at the head", On.HeadSha);
        _azure.AddFile(".azuredevops/perf/large.csv", new byte[PlanFileLimits.FileBytes + 5], On.BaseSha!);
        _azure.AddLink(".azuredevops/perf/link.csv", "../../secrets.csv", On.BaseSha!);
        PullRequestContext of = On with { PlanPath = ".azuredevops/perf/web.yml" };

        Assert.Equal(bytes, (await Host.Plans.FindFileAsync(of, "data/a+b.bin", Test))!.Content);
        Assert.Contains("too large", (await Host.Plans.FindFileAsync(of, "large.csv", Test))!.Problem, StringComparison.Ordinal);
        Assert.Contains("symbolic link", (await Host.Plans.FindFileAsync(of, "link.csv", Test))!.Problem, StringComparison.Ordinal);
        Assert.Null(await Host.Plans.FindFileAsync(of, "none.csv", Test));
    }

    [Fact]
    public async Task A_run_is_a_status_of_the_push_that_it_measured_and_one_thread_edited_in_place()
    {
        _azure.AddThread("It came to Passed");

        await Host.Statuses.AnnounceAsync(On, new CheckAnnouncement("run-1", "shop", "https://perf.example/1", default), Test);
        await Host.CompleteAsync(On, MadeReports.Of(RunOutcome.Failed), Test);
        await Host.CompleteAsync(On, MadeReports.Of(RunOutcome.Passed), Test);
        await Host.CompleteAsync(On, MadeReports.Of(RunOutcome.Passed) with { Plan = "api" }, Test);

        Assert.Equal(
            [
                "perf-functions/shop of 2 pending: shop is running", "perf-functions/shop of 2 failed: It came to Failed",
                "perf-functions/shop of 2 succeeded: It came to Passed", "perf-functions/api of 2 succeeded: It came to Passed",
            ],
            _azure.Statuses);
        Assert.Equal(["active", "closed", "closed"], _azure.Threads.Select(t => (string?)t["status"]));
        Assert.Equal("It came to Passed", (string?)_azure.Threads[0]["comments"]![0]!["content"]);
        Assert.DoesNotContain("It came to Failed", (string?)_azure.Threads[1]["comments"]![0]!["content"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_measured_is_never_green()
    {
        foreach (RunOutcome outcome in Enum.GetValues<RunOutcome>())
        {
            await Host.CompleteAsync(On, MadeReports.Of(outcome), Test);
        }

        Assert.Equal(
            ["Passed", "Warned"], _azure.Statuses.Where(s => s.Contains(" succeeded: ", StringComparison.Ordinal)).Select(s => s.Split(' ')[^1]).Order());
        Assert.DoesNotContain(_azure.Statuses, s => s.Contains(" pending: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_changed_files_are_listed_over_pages_with_the_old_names_of_renamed_ones()
    {
        _azure.Changed = [.. Enumerable.Range(1, 1_100).Select(i => $"web/{i}.ts"), "web/new.ts api/old.cs"];

        IReadOnlyCollection<string> changed = (await Host.PullRequests.ListChangedAsync(On, Test))!;

        Assert.Equal(1_102, changed.Count);
        Assert.Contains("api/old.cs", changed);
        Assert.Null(await Host.PullRequests.ListChangedAsync(On with { HeadSha = new string('9', 40) }, Test));
    }

    [Theory]
    [InlineData(503, null, true, null)]
    [InlineData(429, "30", true, 30)]
    [InlineData(403, null, false, null)]
    [InlineData(203, null, false, null)]
    public async Task A_failure_says_whether_it_will_pass_and_never_the_token(int status, string? retryAfter, bool isPassing, int? wait)
    {
        _azure.Fail(status, retryAfter);

        var e = await Assert.ThrowsAsync<CodeHostCallException>(() => Host.Plans.FindAsync(On, Test));

        Assert.Equal((isPassing, wait), (e.IsTransient, (int?)e.Wait?.TotalSeconds));
        Assert.Contains($"{status}", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_azure.Token, e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_not_taken_is_a_failure_and_no_missing_plan()
    {
        await using ServiceProvider services = ServicesOf([new("Perf:AzureDevOps:Token", "another")]);

        await Assert.ThrowsAsync<CodeHostCallException>(() => services.GetRequiredService<ICodeHosts>().Of(On).Plans.FindAsync(On, Test));
    }

    [Theory]
    [InlineData("items?path=/a", "item: api-version is ''")]
    [InlineData("items?path=/a&api-version=7.1&commit=1", "item: query commit is not known")]
    [InlineData("branches?api-version=7.1", "there is no such operation: GET ")]
    public async Task The_stand_in_refuses_what_is_not_documented(string call, string violation)
    {
        await using AzureDevOpsStandIn azure = await AzureDevOpsStandIn.StartAsync(Test);
        using var http = new HttpClient();
        string root = $"{azure.Settings["Perf:AzureDevOps:BaseAddress"]}/{AzureDevOpsStandIn.Project}/_apis/git/repositories/{AzureDevOpsStandIn.Repository}/";
        using var request = new HttpRequestMessage(HttpMethod.Get, root + call);
        request.Headers.Add("Authorization", $"Basic {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($":{azure.Token}"))}");

        using HttpResponseMessage answer = await http.SendAsync(request, Test);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.StartsWith(violation, Assert.Single(azure.Violations), StringComparison.Ordinal);
    }

    private ServiceProvider ServicesOf(IEnumerable<KeyValuePair<string, string?>> changed)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(_azure.Settings).AddInMemoryCollection(changed).Build();
        return new ServiceCollection().AddSingleton(TimeProvider.System).AddPullRequests(configuration).BuildServiceProvider();
    }
}
