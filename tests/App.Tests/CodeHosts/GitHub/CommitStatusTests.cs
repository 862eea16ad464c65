using PerfFunctions.App.CodeHosts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.App.Tests.CodeHosts.GitHub;

/// <summary>A token in place of an App.</summary>
public sealed class CommitStatusTests
{
    private const string On = $"octo/shop@{GitHubDriver.HeadSha} shop";

    [Fact]
    public async Task A_run_is_a_pending_status_and_then_its_outcome_however_often_it_is_reported()
    {
        await using GitHubDriver driver = await GitHubDriver.StartWithTokenAsync();

        await driver.AnnounceAsync();
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Passed));
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Passed));
        await driver.AnnounceAsync();

        Assert.Equal([$"{On} pending: shop is running", $"{On} success: It came to Passed"], driver.GitHub.Statuses);
        Assert.Empty(driver.GitHub.Checks);
    }

    [Fact]
    public async Task Every_outcome_has_its_state_and_what_was_not_measured_is_never_green()
    {
        await using GitHubDriver driver = await GitHubDriver.StartWithTokenAsync(("Perf:GitHub:Comment", "Off"));

        foreach (RunOutcome outcome in Enum.GetValues<RunOutcome>())
        {
            await driver.CompleteAsync(MadeReports.Of(outcome));
        }

        Assert.Equal(
            ["Passed", "Warned"],
            driver.GitHub.Statuses.Where(s => s.Contains(" success: ", StringComparison.Ordinal)).Select(s => s.Split(' ')[^1]).Order());
        Assert.Equal(
            ["Aborted", "Failed"],
            driver.GitHub.Statuses.Where(s => s.Contains(" failure: ", StringComparison.Ordinal)).Select(s => s.Split(' ')[^1]).Order());
        Assert.Equal(Enum.GetValues<RunOutcome>().Length, driver.GitHub.Statuses.Count);
    }

    [Fact]
    public async Task An_older_run_that_ends_late_does_not_hide_the_newer_one()
    {
        await using GitHubDriver driver = await GitHubDriver.StartWithTokenAsync(("Perf:GitHub:Comment", "Off"));
        await driver.AnnounceAsync("20260301120000000-b");

        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Passed) with { ReportUrl = "https://perf.example/runs/20260301115900000-a/report.html" });
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Failed) with { ReportUrl = "https://perf.example/runs/20260301120000000-b/report.html" });

        Assert.Equal([$"{On} pending: shop is running", $"{On} failure: It came to Failed"], driver.GitHub.Statuses);
    }

    [Fact]
    public async Task A_long_headline_is_cut_to_what_GitHub_takes()
    {
        await using GitHubDriver driver = await GitHubDriver.StartWithTokenAsync(("Perf:GitHub:Comment", "Off"));
        var report = MadeReports.Of(RunOutcome.Failed);

        await driver.CompleteAsync(report with { Verdict = report.Verdict with { Headline = string.Concat(Enumerable.Repeat("🐢\n", 200)) } });

        string description = Assert.Single(driver.GitHub.Statuses).Split("failure: ")[1];
        Assert.InRange(description.Length, 130, 140);
        Assert.DoesNotContain('\n', description);
    }

    [Fact]
    public async Task The_one_comment_is_edited_in_place_says_how_to_ask_again_and_no_other_person_s_is_touched()
    {
        await using GitHubDriver driver = await GitHubDriver.StartWithTokenAsync();
        StandInComment forged = driver.GitHub.AddComment("octo/shop", 17, "stranger", "<!-- perf-functions:shop -->\nall is well");

        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Failed));
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Passed));

        Assert.Equal(0, forged.Edits);
        StandInComment ours = Assert.Single(driver.GitHub.Comments, c => c.Author == driver.GitHub.TokenLogin);
        Assert.Equal(1, ours.Edits);
        Assert.EndsWith("To run it again, comment `/perf run shop`.", ours.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_with_nothing_to_measure_lets_a_required_status_and_a_required_check_pass()
    {
        await using GitHubDriver byToken = await GitHubDriver.StartWithTokenAsync();
        await using GitHubDriver byApp = await GitHubDriver.StartAsync();

        foreach (GitHubDriver driver in (GitHubDriver[])[byToken, byApp, byApp])
        {
            await driver.Host.Statuses.SkipAsync(
                driver.PullRequest, new CheckAnnouncement("run-1", "shop", "https://perf.example/runs/run-1", driver.Time.GetUtcNow()),
                "no file in 'paths' has changed.", TestContext.Current.CancellationToken);
        }

        Assert.Equal([$"{On} success: skipped: no file in 'paths' has changed."], byToken.GitHub.Statuses);
        StandInCheck check = Assert.Single(byApp.GitHub.Checks);
        Assert.Equal(("completed", "skipped"), (check.Status, check.Conclusion));
    }

    [Fact]
    public async Task The_token_is_in_no_failure()
    {
        await using GitHubDriver driver = await GitHubDriver.StartWithTokenAsync();
        driver.GitHub.Fail(1, 401);

        var e = await Assert.ThrowsAsync<CodeHostCallException>(() => driver.AnnounceAsync());

        Assert.DoesNotContain(driver.GitHub.TokenSettings["Perf:GitHub:Token"]!, e.ToString(), StringComparison.Ordinal);
    }
}
