using System.Text.Json.Nodes;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>From a webhook delivery to the completed check, through a service that speaks with a stand-in GitHub.</summary>
[Collection(nameof(PullRequests))]
public sealed class PullRequestTests(PullRequestFixture fixture) : PullRequestScenario(fixture)
{
    [Fact]
    public async Task A_pull_request_gets_one_check_that_passes()
    {
        AddPlan(Plan(TwentyRequests, "browse.errors < 1%", Target.Address), BaseSha);
        WebhookDelivery delivery = await PullRequestAsync("opened");

        string runId = await DeliverAsync(delivery);
        string again = await DeliverAsync(delivery);
        await ServiceFixture.EndOfAsync(Service.Client, runId);
        StandInCheck check = await CompletedCheckAsync();

        Assert.Equal(runId, again);
        Expect.Success(check);
        Assert.Equal((HeadSha, runId), (check.HeadSha, check.ExternalId));
        Assert.Contains("browse.errors", check.Summary, StringComparison.Ordinal);
        Assert.Equal(20, Target.Requests);
        Assert.Empty(Github.Violations);
    }

    [Fact]
    public async Task A_broken_budget_fails_the_check_and_marks_its_line()
    {
        AddPlan(Plan(Arrivals("for: 1s"), "browse.throughput > 1000/s", Target.Address), BaseSha);

        await DeliverAsync(await PullRequestAsync("synchronize"));
        StandInCheck check = await CompletedCheckAsync();

        Assert.Equal("failure", check.Conclusion);
        Assert.Contains("browse.throughput", check.Title, StringComparison.Ordinal);
        Assert.Contains(".github/perf.yml:8 failure", Assert.Single(check.Annotations), StringComparison.Ordinal);
        Assert.Empty(Github.Violations);
    }

    [Fact]
    public async Task A_plan_with_mistakes_asks_for_action_and_names_them()
    {
        AddPlan(Plan(Arrivals("for: 1"), "browse.errrs < 1%", Target.Address), BaseSha);

        await DeliverAsync(await PullRequestAsync("reopened"));
        StandInCheck check = await CompletedCheckAsync();

        Assert.Equal("action_required", check.Conclusion);
        Assert.Contains("2 mistakes", check.Title, StringComparison.Ordinal);
        Assert.Contains("load.browse.arrivals.for", check.Summary, StringComparison.Ordinal);
        Assert.Equal(0, Target.Requests);
    }

    [Fact]
    public async Task A_deployment_brings_the_address_of_a_plan_without_aTarget()
    {
        AddPlan(Plan(TwentyRequests, "browse.errors < 1%", target: null), commit: null);
        JsonObject payload = await WebhookPayload.DeploymentAsync(Owner, Name, HeadSha, Target.Address.ToString(), Test);

        await DeliverAsync(WebhookDelivery.Of("deployment_status", payload.ToJsonString(), Github.WebhookSecret));
        StandInCheck check = await CompletedCheckAsync();

        Expect.Success(check);
        Assert.Equal(HeadSha, check.HeadSha);
        Assert.Equal(20, Target.Requests);
    }

    [Fact]
    public async Task A_script_in_the_folder_of_plans_gets_a_check_for_its_thresholds()
    {
        Github.AddFile(Repository, ".github/perf/shop.js", Script($"'{Target.Address}'", "count>=20"), BaseSha);

        await DeliverAsync(await PullRequestAsync("opened"));
        StandInCheck check = await CompletedCheckAsync();

        Expect.Success(check);
        Assert.Equal("shop", check.Name);
        Assert.Contains("default.requests >= 20", check.Summary, StringComparison.Ordinal);
        Assert.Equal(20, Target.Requests);
        Assert.Empty(Github.Violations);
    }

    [Fact]
    public async Task A_deployment_brings_the_address_of_a_script_and_a_broken_threshold_fails_its_check()
    {
        Github.AddFile(Repository, ".github/perf/shop.js", Script("`${__ENV.BASE_URL}/`", "count>20"));
        JsonObject payload = await WebhookPayload.DeploymentAsync(Owner, Name, HeadSha, Target.Address.ToString(), Test);

        await DeliverAsync(WebhookDelivery.Of("deployment_status", payload.ToJsonString(), Github.WebhookSecret));
        StandInCheck check = await CompletedCheckAsync();

        Assert.Equal(("failure", "shop"), (check.Conclusion, check.Name));
        Assert.Contains("default.requests > 20", check.Summary, StringComparison.Ordinal);
        Assert.Empty(check.Annotations);
        Assert.Equal(20, Target.Requests);
    }

    private static string Script(string address, string threshold) => $$"""
        import http from 'k6/http';
        export const options = { vus: 2, iterations: 20, thresholds: { http_reqs: ['{{threshold}}'] } };
        export default function () { http.get({{address}}); }
        """;
}
