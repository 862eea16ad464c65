using System.Text.Json.Nodes;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.App.Tests.CodeHosts.GitHub;

public sealed class UsersTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("admin", true)]
    [InlineData("write", true)]
    [InlineData("read", false)]
    [InlineData("none", false)]
    public async Task Who_may_write_is_asked_of_GitHub(string permission, bool may)
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        driver.GitHub.Permit("anna", permission);

        Assert.Equal(may, await driver.Host.Users.MayWriteAsync(driver.PullRequest, "anna", Test));
    }

    [Fact]
    public async Task A_comment_is_answered_by_a_reaction()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();

        await driver.Host.Users.ReactAsync(driver.PullRequest, 5, isDone: true, Test);
        await driver.Host.Users.ReactAsync(driver.PullRequest, 6, isDone: false, Test);

        Assert.Equal(["5 eyes", "6 confused"], driver.GitHub.Reactions);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("fork", true)]
    public async Task A_pull_request_is_read_as_it_stands_now(string? head, bool isFork)
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        JsonObject delivery = await WebhookPayload.PullRequestAsync("opened", "octo", "shop", 17, GitHubDriver.HeadSha, GitHubDriver.BaseSha, Test);
        JsonNode pull = delivery["pull_request"]!;
        if (head == "fork")
        {
            pull["head"]!["repo"]!["id"] = 99;
        }

        driver.GitHub.AddPullRequest("octo/shop", delivery);

        PullRequestContext found = (await driver.Host.PullRequests.FindOpenAsync(driver.PullRequest with { HeadSha = "" }, Test))!;
        Assert.Equal((GitHubDriver.HeadSha, GitHubDriver.BaseSha, 17, isFork), (found.HeadSha, found.BaseSha, found.Number, found.IsFork));
        Assert.Null(await driver.Host.PullRequests.FindOpenAsync(driver.PullRequest with { Number = 18 }, Test));
    }

    [Fact]
    public async Task All_plans_of_a_repository_are_found_at_the_base_commit()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        driver.GitHub.AddFile("octo/shop", ".github/perf/web.yml", "name: web", GitHubDriver.BaseSha);
        driver.GitHub.AddFile("octo/shop", ".github/perf/api.yml", "name: api", GitHubDriver.BaseSha);
        driver.GitHub.AddFile("octo/shop", ".github/perf/readme.md", "no plan", GitHubDriver.BaseSha);
        driver.GitHub.AddFile("octo/shop", ".github/perf/new.yml", "name: new", GitHubDriver.HeadSha);
        Assert.Equal([".github/perf/api.yml", ".github/perf/web.yml"], await driver.Host.Plans.ListAsync(driver.PullRequest, Test));

        driver.GitHub.AddFile("octo/shop", ".github/perf.yml", "name: all", GitHubDriver.BaseSha);

        Assert.Equal(".github/perf.yml", (await driver.Host.Plans.ListAsync(driver.PullRequest, Test))[0]);
        Assert.Equal("name: api", await driver.FindPlanAsync(driver.PullRequest with { PlanPath = ".github/perf/api.yml" }));
    }

    [Fact]
    public async Task A_repository_without_plans_has_none()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();

        Assert.Empty(await driver.Host.Plans.ListAsync(driver.PullRequest, Test));
    }

    [Fact]
    public async Task Acceptance_is_said_on_the_check_once_and_by_whom()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Failed));

        await driver.Host.Statuses.SayAcceptedAsync(driver.PullRequest, "run-1", "shop", "anna", Test);
        await driver.Host.Statuses.SayAcceptedAsync(driver.PullRequest, "run-1", "shop", "anna", Test);

        StandInCheck check = Assert.Single(driver.GitHub.Checks);
        Assert.Equal(("Accepted as baseline by anna · It came to Failed", "failure"), (check.Title, check.Conclusion));
        Assert.Equal(1, driver.Calls("PATCH"));
    }

    [Theory]
    [InlineData(429, "retry-after", "17", 17)]
    [InlineData(403, "retry-after", "17", 17)]
    [InlineData(503, "retry-after", "100000", 3600)]
    [InlineData(503, "retry-after", "99999999999", 3600)]
    [InlineData(429, "retry-after", "Sun, 01 Mar 2026 12:02:00 GMT", 120)]
    [InlineData(403, "retry-after", "Sun, 01 Mar 2026 12:02:00 GMT", 120)]
    [InlineData(403, "retry-after", "Sun, 01 Mar 2026 11:00:00 GMT", 1)]
    [InlineData(429, null, null, 60)]
    [InlineData(502, null, null, null)]
    public async Task GitHub_says_how_long_to_wait(int status, string? header, string? value, int? seconds)
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        driver.GitHub.Fail(1, status, "check-runs", headers: header is null ? null : new Dictionary<string, string> { [header] = value! });

        CodeHostAttempt attempt = await CodeHostAttempt.TryAsync(() => driver.AnnounceAsync());

        Assert.Equal((true, seconds), (attempt.IsTransient, (int?)attempt.Wait?.TotalSeconds));
    }

    [Fact]
    public async Task A_spent_rate_limit_is_waited_out_and_a_missing_permission_is_not()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        long reset = driver.Time.GetUtcNow().AddMinutes(7).ToUnixTimeSeconds();
        Dictionary<string, string> limited = new() { ["x-ratelimit-remaining"] = "0", ["x-ratelimit-limit"] = "5000", ["x-ratelimit-reset"] = $"{reset}" };
        driver.GitHub.Fail(1, 403, "check-runs", headers: limited);
        driver.GitHub.Fail(1, 403, "check-runs");

        Assert.Equal(TimeSpan.FromMinutes(7), (await CodeHostAttempt.TryAsync(() => driver.AnnounceAsync())).Wait);
        Assert.False((await CodeHostAttempt.TryAsync(() => driver.AnnounceAsync())).IsTransient);
    }

    [Theory]
    [InlineData("You have exceeded a secondary rate limit. Please wait a few minutes before you try again.")]
    [InlineData("You have triggered an abuse detection mechanism. Please wait a few minutes before you try again.")]
    public async Task A_secondary_limit_that_does_not_say_how_long_it_lasts_is_given_a_minute(string message)
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        driver.GitHub.Fail(1, 403, "check-runs", message: message);

        CodeHostAttempt attempt = await CodeHostAttempt.TryAsync(() => driver.AnnounceAsync());

        Assert.Equal((true, TimeSpan.FromMinutes(1)), (attempt.IsTransient, attempt.Wait));
    }
}
