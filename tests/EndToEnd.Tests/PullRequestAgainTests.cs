using System.Text.Json.Nodes;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>Runs that people ask for, and runs that a newer push ends.</summary>
[Collection(nameof(PullRequests))]
public sealed class PullRequestAgainTests(PullRequestFixture fixture) : PullRequestScenario(fixture)
{
    [Fact]
    public async Task A_comment_of_a_maintainer_and_a_button_of_the_check_run_it_again()
    {
        AddPlan(Plan(TwentyRequests, "browse.errors < 1%", Target.Address), BaseSha);
        Github.Permit("octocat", "write");
        Github.AddPullRequest(Repository, await WebhookPayload.PullRequestAsync("opened", Owner, Name, 17, HeadSha, BaseSha, Test));

        await SendAsync("issue_comment",
            await WebhookPayload.CommentAsync(Owner, Name, 17, "/perf run", cancellationToken: Test));
        StandInCheck check = await CompletedCheckAsync();
        await SendAsync("check_run", await WebhookPayload.CheckAsync(Owner, Name, check.ExternalId!, "longer", cancellationToken: Test));
        await Eventually.TrueAsync(() => Checks.Count(c => c.Status == "completed") == 2, "a second check");

        Assert.EndsWith("eyes", Assert.Single(Github.Reactions), StringComparison.Ordinal);
        Assert.Equal(60, Target.Requests);
        Assert.All(Checks, Expect.Success);
        Assert.All(Checks, c => Assert.Equal((HeadSha, "shop"), (c.HeadSha, c.Name)));
        Assert.Single(Github.Comments, comment => comment.Repository == Repository);
        Assert.Empty(Github.Violations);
    }

    [Fact]
    public async Task A_newer_push_ends_the_older_run_and_its_check_says_so()
    {
        const string Newer = "3333333333333333333333333333333333333333";
        AddPlan(Plan(Arrivals("for: 60s"), "browse.errors < 1%", Target.Address), BaseSha);
        await DeliverAsync(await PullRequestAsync("opened"));
        await Eventually.TrueAsync(() => Target.Requests > 20, "load that is running");

        JsonObject push = await WebhookPayload.PullRequestAsync("synchronize", Owner, Name, 17, Newer, BaseSha, Test);
        push["pull_request"]!["updated_at"] = "2030-01-01T00:00:00Z";
        await DeliverAsync(WebhookDelivery.Of("pull_request", push.ToJsonString(), Github.WebhookSecret));
        StandInCheck check = await CompletedCheckAsync();

        Assert.Equal(("cancelled", HeadSha), (check.Conclusion, check.HeadSha));
        Assert.Contains($"superseded by {Newer}", check.Title, StringComparison.Ordinal);
        Assert.DoesNotContain(Github.WebhookSecret, Service.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("ghs_", Service.Log, StringComparison.Ordinal);
        Assert.Empty(Github.Violations);
    }
}
