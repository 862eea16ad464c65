using System.Text;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.Tests.CodeHosts.GitHub;

public sealed class PlanFileTests
{
    [Fact]
    public async Task The_plan_is_read_at_the_base_commit_and_not_at_the_head()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        driver.GitHub.AddFile("octo/shop", ".github/perf.yml", "name: base é", GitHubDriver.BaseSha);
        driver.GitHub.AddFile("octo/shop", ".github/perf.yml", "name: head", GitHubDriver.HeadSha);

        Assert.Equal("name: base é", await driver.FindPlanAsync());
    }

    [Fact]
    public async Task A_deployment_reads_the_plan_of_the_default_branch()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        driver.GitHub.AddFile("octo/shop", ".github/perf.yml", "name: default");

        Assert.Equal("name: default", await driver.FindPlanAsync(driver.PullRequest with { BaseSha = null }));
    }

    [Fact]
    public async Task A_repository_without_a_plan_has_none()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();

        Assert.Null(await driver.FindPlanAsync());
    }

    [Fact]
    public async Task Plans_come_before_scripts_and_other_files_of_the_folder_are_left_out()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        foreach (string file in (string[])["perf.yml", "perf/web.yml", "perf/api.ts", "perf/types.d.ts", "perf/readme.md", "perf/lib/shop.js"])
        {
            driver.GitHub.AddFile("octo/shop", $".github/{file}", "at the base", GitHubDriver.BaseSha);
        }

        driver.GitHub.AddFile("octo/shop", ".github/perf/head.js", "at the head", GitHubDriver.HeadSha);
        driver.GitHub.AddLink("octo/shop", ".github/perf/link.js", "of its target", GitHubDriver.BaseSha);

        Assert.Equal(
            [".github/perf.yml", ".github/perf/web.yml", ".github/perf/api.ts"],
            await driver.Host.Plans.ListAsync(driver.PullRequest, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_removed_installation_is_a_failure_and_no_missing_plan()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        driver.GitHub.Fail(1, 404, "access_tokens");

        CodeHostCallException e = await Assert.ThrowsAsync<CodeHostCallException>(() => driver.FindPlanAsync());

        Assert.Contains("404 to 'create access token of installation 7'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_huge_plan_is_cut_to_where_the_parser_says_that_it_is_too_large()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        driver.GitHub.AddFile("octo/shop", ".github/perf.yml", new string('#', 3_000_000), GitHubDriver.BaseSha);

        string plan = (await driver.FindPlanAsync())!;

        Assert.Equal(PlanLimits.FileBytes + 1, Encoding.UTF8.GetByteCount(plan));
        Assert.Contains("too large", Assert.Single(PlanParser.Parse(plan).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_beside_a_plan_are_read_to_the_byte_at_the_base_commit()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        byte[] bytes = [0, 255, 13, 10];
        driver.GitHub.AddFile("octo/shop", ".github/perf/data/a+(b).bin", bytes, GitHubDriver.BaseSha);
        driver.GitHub.AddFile("octo/shop", ".github/perf/data/a+(b).bin", "at the head", GitHubDriver.HeadSha);

        PlanFile? found = await FindAsync(driver, "data/a+(b).bin");
        Assert.Equal(("data/a+(b).bin", 4L), (found!.Path, found.Bytes));
        Assert.Equal(bytes, found.Content);
        Assert.Null(await FindAsync(driver, "data/none.bin"));
        Assert.Null(await FindAsync(driver, "data"));
    }

    [Fact]
    public async Task A_file_at_the_root_is_read_too()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        driver.GitHub.AddFile("octo/shop", "users.csv", "name", GitHubDriver.BaseSha);

        Assert.NotNull((await driver.Host.Plans.FindFileAsync(driver.PullRequest with { PlanPath = "perf.yml" }, "users.csv", default))?.Content);
    }

    [Fact]
    public async Task A_large_file_is_not_downloaded_and_a_link_is_not_followed()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        driver.GitHub.AddFile("octo/shop", ".github/perf/large.csv", new byte[PlanFileLimits.FileBytes + 1], GitHubDriver.BaseSha);
        driver.GitHub.AddLink("octo/shop", ".github/perf/link.csv", "of its target", GitHubDriver.BaseSha);

        Assert.Contains("too large: it has 10.000001MB", (await FindAsync(driver, "large.csv"))!.Problem, StringComparison.Ordinal);
        Assert.Contains("symbolic link", (await FindAsync(driver, "link.csv"))!.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(driver.GitHub.Requests, r => r.Target.Contains(".csv", StringComparison.Ordinal));
    }

    private static Task<PlanFile?> FindAsync(GitHubDriver driver, string path) => driver.Host.Plans.FindFileAsync(
        driver.PullRequest with { PlanPath = ".github/perf/shop.yml" }, path, TestContext.Current.CancellationToken);
}
