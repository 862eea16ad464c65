using System.Text.Json.Nodes;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.App.Tests.CodeHosts.GitHub;

public sealed class CommentTests
{
    private const string Marker = "<!-- perf-functions:shop -->";

    [Fact]
    public async Task A_plan_has_one_comment_that_is_edited_in_place()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();

        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Failed));
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Failed));
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Passed) with { RunId = "run-2" });
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Passed) with { RunId = "run-3", Plan = "api" });

        Assert.Equal([(17, 1), (17, 0)], driver.GitHub.Comments.Select(c => (c.Issue, c.Edits)));
        Assert.StartsWith(Marker, driver.GitHub.Comments[0].Body, StringComparison.Ordinal);
        Assert.Contains("It came to Passed", driver.GitHub.Comments[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_was_held_up_does_not_take_the_place_of_a_later_run_s()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();

        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Passed) with { RunId = "20260301100000000-b" });
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Failed) with { RunId = "20260301095900000-a" });
        Assert.Contains("It came to Passed", Assert.Single(driver.GitHub.Comments).Body, StringComparison.Ordinal);

        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Failed) with { RunId = "20260301100100000-a" });
        Assert.Contains("It came to Failed", Assert.Single(driver.GitHub.Comments).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_comment_is_found_behind_hundreds_of_others_and_not_taken_for_what_a_person_wrote()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        StandInComment forged = driver.GitHub.AddComment("octo/shop", 17, "stranger", $"{Marker}\nall is well");
        for (int i = 0; i < 250; i++)
        {
            driver.GitHub.AddComment("octo/shop", 17, "anna", "looks good");
        }

        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Failed));
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Passed) with { RunId = "run-2" });

        Assert.Equal(0, forged.Edits);
        StandInComment ours = Assert.Single(driver.GitHub.Comments, c => c.Author == "perf[bot]");
        Assert.Equal(1, ours.Edits);
    }

    [Fact]
    public async Task What_another_app_wrote_is_not_taken_for_its_own()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        StandInComment forged = driver.GitHub.AddComment("octo/shop", 17, "copycat[bot]", $"{Marker}\nall is well");

        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Failed));
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Passed) with { RunId = "run-2" });

        Assert.Equal(0, forged.Edits);
        Assert.Equal(1, Assert.Single(driver.GitHub.Comments, c => c.Author == "perf[bot]").Edits);
    }

    [Fact]
    public async Task A_run_of_an_older_commit_that_is_asked_for_again_leaves_the_verdict_on_the_head()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        JsonObject delivery = await WebhookPayload.PullRequestAsync("synchronize", "octo", "shop", 17, GitHubDriver.HeadSha, GitHubDriver.BaseSha);
        driver.GitHub.AddPullRequest("octo/shop", delivery);
        string old = new('3', 40);

        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Failed) with { RunId = "20260301090000000-a" }, old);
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Failed) with { RunId = "20260301100000000-a" });
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Passed) with { RunId = "20260301110000000-a" }, old);

        Assert.Contains("It came to Failed", Assert.Single(driver.GitHub.Comments).Body, StringComparison.Ordinal);
        Assert.Equal(3, driver.GitHub.Checks.Count(c => c.Status == "completed"));
    }

    [Fact]
    public async Task A_comment_whose_answer_is_lost_is_not_written_twice()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        driver.GitHub.Fail(1, 502, "POST /repos/{owner}/{repo}/issues", afterwards: true);

        await Assert.ThrowsAsync<CodeHostCallException>(() => driver.CompleteAsync(MadeReports.Of(RunOutcome.Failed)));
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Failed));

        Assert.Single(driver.GitHub.Comments);
        Assert.Equal(1, Assert.Single(driver.GitHub.Checks).Completions);
    }

    [Theory]
    [InlineData("Off", RunOutcome.Failed, 0)]
    [InlineData("OnFailure", RunOutcome.Passed, 0)]
    [InlineData("OnFailure", RunOutcome.Failed, 1)]
    [InlineData("On", RunOutcome.Passed, 1)]
    [InlineData("On", RunOutcome.Cancelled, 0)]
    public async Task Settings_say_when_there_is_a_comment(string mode, RunOutcome outcome, int comments)
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync(("Perf:GitHub:Comment", mode));

        await driver.CompleteAsync(MadeReports.Of(outcome));

        Assert.Equal(comments, driver.GitHub.Comments.Count);
    }

    [Fact]
    public async Task A_completed_check_has_three_buttons()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();

        await driver.AnnounceAsync();
        Assert.Empty(Assert.Single(driver.GitHub.Checks).Actions);
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Passed));

        Assert.Equal(["rerun", "longer", "accept"], Assert.Single(driver.GitHub.Checks).Actions);
    }
}
