using PerfFunctions.App.CodeHosts;

namespace PerfFunctions.App.Tests.CodeHosts.GitHub;

public sealed class TokenTests
{
    private const string TokenCall = "POST /app/installations";

    [Fact]
    public async Task Callers_at_once_share_one_token()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => driver.FindPlanAsync()));

        Assert.Equal(1, driver.Calls(TokenCall));
        Assert.Equal(20, driver.Calls("GET"));
    }

    [Fact]
    public async Task A_token_is_kept_until_shortly_before_its_end()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();

        await driver.FindPlanAsync();
        driver.Time.Advance(TimeSpan.FromMinutes(54));
        await driver.FindPlanAsync();
        Assert.Equal(1, driver.Calls(TokenCall));

        driver.Time.Advance(TimeSpan.FromMinutes(2));
        await driver.FindPlanAsync();
        Assert.Equal(2, driver.Calls(TokenCall));
    }

    [Fact]
    public async Task Each_installation_has_a_token_of_its_own()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();

        await driver.FindPlanAsync();
        await driver.FindPlanAsync(driver.PullRequest with { InstallationId = 8 });

        Assert.Equal(
            ["/app/installations/7/access_tokens", "/app/installations/8/access_tokens"],
            driver.GitHub.Requests.Where(r => r.Operation!.StartsWith(TokenCall, StringComparison.Ordinal)).Select(r => r.Target));
    }

    [Fact]
    public async Task A_token_taken_back_before_its_time_fails_one_call_and_is_renewed_by_the_next()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        await driver.FindPlanAsync();
        driver.GitHub.RevokeTokens();

        CodeHostCallException e = await Assert.ThrowsAsync<CodeHostCallException>(() => driver.FindPlanAsync());
        Assert.Equal("GitHub responded with status 401 to 'read .github/perf.yml in octo/shop': Bad credentials", e.Message);
        Assert.Null(await driver.FindPlanAsync());
    }

    [Fact]
    public async Task No_secret_is_in_what_a_failure_says()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        driver.GitHub.Fail(1, 403, "access_tokens");

        CodeHostCallException e = await Assert.ThrowsAsync<CodeHostCallException>(() => driver.FindPlanAsync());

        Assert.Contains("403", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ghs_", e.ToString(), StringComparison.Ordinal);
    }
}
