using System.Text.Json.Nodes;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.App.Tests.CodeHosts.GitHub;

public sealed class PullRequestTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_changed_files_are_listed_over_pages_and_past_GitHubs_limit_none()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        driver.GitHub.AddChangedFiles("octo/shop", 17, Enumerable.Range(1, 250).Select(i => $"web/{i}.ts"));
        driver.GitHub.AddChangedFiles("octo/shop", 18, Enumerable.Range(1, 3_001).Select(i => $"web/{i}.ts"));

        Assert.Equal(250, (await driver.Host.PullRequests.ListChangedAsync(driver.PullRequest, Test))!.Count);
        Assert.Null(await driver.Host.PullRequests.ListChangedAsync(driver.PullRequest with { Number = 18 }, Test));
        Assert.Null(await driver.Host.PullRequests.ListChangedAsync(driver.PullRequest with { Number = 19 }, Test));
    }

    [Fact]
    public async Task A_failure_that_will_pass_is_waited_for_and_not_taken_for_no_answer()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        driver.GitHub.Fail(1, 502, "files");

        Assert.True((await Assert.ThrowsAsync<CodeHostCallException>(() => driver.Host.PullRequests.ListChangedAsync(driver.PullRequest, Test))).IsTransient);
    }

    [Fact]
    public async Task A_commit_leads_to_the_open_pull_request_that_it_is_the_head_of()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        string other = new('3', 40);
        driver.GitHub.AddPullRequest("octo/shop", await DeliveryAsync(16, GitHubDriver.HeadSha, "closed"));
        driver.GitHub.AddPullRequest("octo/shop", await DeliveryAsync(17, GitHubDriver.HeadSha, "open"));
        PullRequestContext deployed = driver.PullRequest with { Number = null, BaseSha = null };

        PullRequestContext? found = await driver.Host.PullRequests.FindOfCommitAsync(deployed, Test);

        Assert.Equal((17, GitHubDriver.BaseSha), (found!.Number, found.BaseSha));
        Assert.Null(await driver.Host.PullRequests.FindOfCommitAsync(deployed with { HeadSha = other }, Test));
        driver.GitHub.Fail(1, 422, "pulls");
        Assert.Null(await driver.Host.PullRequests.FindOfCommitAsync(deployed, Test));
    }

    [Fact]
    public async Task A_commit_is_the_repositorys_own_as_a_branchs_head_or_once_merged_and_a_forks_is_not()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        string[] commits = [.. "1234".Select(c => new string(c, 40))];
        driver.GitHub.AddBranch("octo/shop", "main", commits[0]);
        JsonObject merged = await DeliveryAsync(18, commits[1], "closed");
        merged["pull_request"]!["merged_at"] = "2026-03-01T12:00:00Z";
        driver.GitHub.AddPullRequest("octo/shop", merged);
        driver.GitHub.AddPullRequest("octo/shop", await DeliveryAsync(19, commits[2], "open"));

        bool[] held = await Task.WhenAll(commits.Select(c => driver.Host.PullRequests.IsHeldAsync(driver.PullRequest with { HeadSha = c }, Test)));

        Assert.Equal([true, true, false, false], held);
        driver.GitHub.Fail(1, 502, "branches-where-head");
        await Assert.ThrowsAsync<CodeHostCallException>(() => driver.Host.PullRequests.IsHeldAsync(driver.PullRequest, Test));
    }

    private static async Task<JsonObject> DeliveryAsync(int number, string head, string state)
    {
        JsonObject delivery = await WebhookPayload.PullRequestAsync("opened", "octo", "shop", number, head, GitHubDriver.BaseSha, Test);
        delivery["pull_request"]!["state"] = state;
        return delivery;
    }
}
