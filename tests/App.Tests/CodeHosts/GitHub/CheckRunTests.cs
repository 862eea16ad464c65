using System.Text;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Reports.Figures;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.App.Tests.CodeHosts.GitHub;

public sealed class CheckRunTests
{
    [Fact]
    public async Task A_run_is_announced_on_the_head_commit_and_then_completed_in_the_same_check()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();

        await driver.AnnounceAsync();
        StandInCheck check = Assert.Single(driver.GitHub.Checks);
        Assert.Equal(
            ("octo/shop", GitHubDriver.HeadSha, "shop", "run-1", "in_progress", "https://perf.example/runs/run-1"),
            (check.Repository, check.HeadSha, check.Name, check.ExternalId, check.Status, check.DetailsUrl));
        Assert.Equal("shop is running", check.Title);

        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Passed));
        Assert.Same(check, Assert.Single(driver.GitHub.Checks));
        Assert.Equal(("completed", "success", "It came to Passed"), (check.Status, check.Conclusion, check.Title));
    }

    [Theory]
    [InlineData(RunOutcome.Passed, "success")]
    [InlineData(RunOutcome.Warned, "neutral")]
    [InlineData(RunOutcome.Failed, "failure")]
    [InlineData(RunOutcome.NoData, "action_required")]
    [InlineData(RunOutcome.Degraded, "action_required")]
    [InlineData(RunOutcome.Cancelled, "cancelled")]
    [InlineData(RunOutcome.Aborted, "failure")]
    [InlineData(RunOutcome.TimedOut, "timed_out")]
    [InlineData(RunOutcome.InternalError, "failure")]
    public async Task Every_outcome_has_its_conclusion_also_when_the_run_was_never_announced(RunOutcome outcome, string conclusion)
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();

        await driver.CompleteAsync(MadeReports.Of(outcome));

        Assert.Equal(conclusion, Assert.Single(driver.GitHub.Checks).Conclusion);
    }

    [Fact]
    public async Task A_comparison_is_shown_as_a_picture_and_where_there_is_none_no_picture_is()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        const string Picture = "https://perf.example/api/runs/run-1/changes.svg?sig=1";

        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Failed, MadeReports.Compared()) with { ChangesUrl = Picture });
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Failed, MadeReports.Rule(RuleStatus.Fail, 12)) with { RunId = "run-2", ChangesUrl = Picture });
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Failed, MadeReports.Compared()) with { RunId = "run-3" });

        Assert.Equal([1, 0, 0], driver.GitHub.Checks.OrderBy(c => c.ExternalId, StringComparer.Ordinal).Select(c => c.Images.Count));
        Assert.Equal(Picture, driver.GitHub.Checks.Single(c => c.Images.Count == 1).Images[0]);
    }

    [Fact]
    public void No_outcome_is_left_without_a_conclusion() => Assert.Equal(9, Enum.GetValues<RunOutcome>().Length);

    [Fact]
    public async Task Announcing_and_completing_twice_is_one_check_completed_once()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();

        await driver.AnnounceAsync();
        await driver.AnnounceAsync();
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Failed, MadeReports.Rule(RuleStatus.Fail, 12)));
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Failed, MadeReports.Rule(RuleStatus.Fail, 12)));

        StandInCheck check = Assert.Single(driver.GitHub.Checks);
        Assert.Equal(1, check.Completions);
        Assert.Single(check.Annotations);
    }

    [Theory]
    [InlineData("POST /repos")]
    [InlineData("PATCH")]
    [InlineData("GET")]
    [InlineData("access_tokens")]
    public async Task A_call_that_fails_or_whose_answer_is_lost_is_reported_and_a_retry_leaves_one_check(string operation)
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        driver.GitHub.Fail(1, 502, operation);
        driver.GitHub.Fail(1, 503, operation, afterwards: true);
        List<string> failures = [];

        await RetryAsync(() => driver.AnnounceAsync(), failures);
        await RetryAsync(() => driver.CompleteAsync(MadeReports.Of(RunOutcome.Passed)), failures);

        StandInCheck check = Assert.Single(driver.GitHub.Checks);
        Assert.Equal(("success", 1), (check.Conclusion, check.Completions));
        Assert.StartsWith("GitHub responded with status 502 to '", failures[0], StringComparison.Ordinal);
        Assert.StartsWith("GitHub responded with status 503 to '", failures[1], StringComparison.Ordinal);
        Assert.Equal(2, failures.Count);
    }

    [Fact]
    public async Task Two_runs_of_one_commit_keep_a_check_each()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        await driver.AnnounceAsync("run-1");
        await driver.AnnounceAsync("run-2");

        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Passed));

        Assert.Equal(["run-1 completed", "run-2 in_progress"], driver.GitHub.Checks.Select(c => $"{c.ExternalId} {c.Status}"));
    }

    [Fact]
    public async Task Broken_and_unmeasured_rules_are_annotated_on_their_lines_of_the_plan_the_worst_first()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();

        await driver.CompleteAsync(MadeReports.Of(
            RunOutcome.Failed,
            MadeReports.Rule(RuleStatus.Fail, 21), MadeReports.Rule(RuleStatus.Warn, 22, BudgetLevel.Warn), MadeReports.Rule(RuleStatus.NoData, 23),
            MadeReports.Rule(RuleStatus.Pass, 24), MadeReports.Rule(RuleStatus.Off, 25, BudgetLevel.Off), MadeReports.Rule(RuleStatus.Fail, 0)));

        Assert.Equal(
            [
                ".github/perf.yml:21 failure home.lcp.p75 < 21ms: 3 s is far over",
                ".github/perf.yml:23 failure home.lcp.p75 < 23ms: 3 s is far over",
                ".github/perf.yml:22 warning home.lcp.p75 < 22ms: 3 s is far over",
            ],
            Assert.Single(driver.GitHub.Checks).Annotations);
    }

    [Fact]
    public async Task More_broken_rules_than_GitHub_takes_and_a_long_headline_are_cut_to_its_limits()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        RunReport report = MadeReports.Of(
            RunOutcome.Failed, [.. Enumerable.Range(1, 200).Select(line => MadeReports.Rule(RuleStatus.Fail, line))]);
        string headline = string.Concat(Enumerable.Repeat("🐢\n", 40_000));

        await driver.CompleteAsync(report with { Verdict = report.Verdict with { Headline = headline } });

        StandInCheck check = Assert.Single(driver.GitHub.Checks);
        Assert.Equal(50, check.Annotations.Count);
        Assert.InRange(check.Title!.Length, 250, 255);
        Assert.EndsWith("…", check.Title, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', check.Title);
        Assert.InRange(Encoding.UTF8.GetByteCount(check.Summary!), 1_000, 65_535);
    }

    [Theory]
    [InlineData(true, "PATCH")]
    [InlineData(false, "POST /repos")]
    public async Task A_report_that_GitHub_does_not_take_leaves_no_check_in_progress(bool announced, string operation)
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync(("Perf:GitHub:Comment", "Off"));
        if (announced)
        {
            await driver.AnnounceAsync();
        }

        driver.GitHub.Fail(1, 422, operation, message: "summary exceeds a maximum bytesize of 65535");
        await driver.CompleteAsync(MadeReports.Of(RunOutcome.Failed, MadeReports.Rule(RuleStatus.Fail, 12)));

        StandInCheck check = Assert.Single(driver.GitHub.Checks);
        Assert.Equal(("completed", "failure", "It came to Failed"), (check.Status, check.Conclusion, check.Title));
        Assert.Equal("GitHub did not accept the report; it is at https://perf.example/runs/run-1.", check.Summary);
        Assert.Equal(3, check.Actions.Count);
    }

    [Fact]
    public async Task What_a_page_says_reorders_no_title_and_no_message()
    {
        await using GitHubDriver driver = await GitHubDriver.StartAsync();
        const string Text = "the page said \u202Etxet\u0000\u0007\u2028and no more\uD800";
        RunReport report = MadeReports.Of(RunOutcome.Failed, MadeReports.Rule(RuleStatus.Fail, 12) with { Reason = Text });

        await driver.CompleteAsync(report with { Verdict = report.Verdict with { Headline = Text } });

        StandInCheck check = Assert.Single(driver.GitHub.Checks);
        Assert.Equal("the page said txetand no more", check.Title);
        Assert.EndsWith("the page said txetand no more", Assert.Single(check.Annotations), StringComparison.Ordinal);
    }

    private static async Task RetryAsync(Func<Task> call, List<string> failures)
    {
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            try
            {
                await call();
                return;
            }
            catch (CodeHostCallException e)
            {
                failures.Add(e.Message);
            }
        }
    }
}
