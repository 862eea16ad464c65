using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Starting;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.AzureDevOps;

namespace PerfFunctions.App.Tests.CodeHosts.AzureDevOps;

public sealed class AzureDevOpsWebhookTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string User = "hooks";
    private const string Password = "a hook's password";
    private const string PreviousPassword = "what it was before";
    private static readonly string Head = new('1', 40);
    private static readonly string Target = new('2', 40);

    private Service _service = null!;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync(
        azurite, null, "Perf:AzureDevOps:BaseAddress=http://127.0.0.1:9/fabrikam", "Perf:AzureDevOps:Token=a token", $"Perf:AzureDevOps:WebhookUser={User}",
        $"Perf:AzureDevOps:WebhookPassword={Password}", $"Perf:AzureDevOps:PreviousWebhookPassword={PreviousPassword}");

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_pull_request_gets_one_run_a_push_whatever_else_is_reported_of_it()
    {
        (int created, string first) = await SendAsync(AzureDevOpsPayload.PullRequest("git.pullrequest.created", Head, Target));
        (int again, string redelivered) = await SendAsync(AzureDevOpsPayload.PullRequest("git.pullrequest.created", Head, Target));
        (int voted, string vote) = await SendAsync(AzureDevOpsPayload.PullRequest("git.pullrequest.updated", Head, Target, "another id"));
        (int pushed, string push) = await SendAsync(AzureDevOpsPayload.PullRequest("git.pullrequest.updated", new string('3', 40), Target, "a third id"));

        Assert.Equal([202, 202, 202, 202], [created, again, voted, pushed]);
        string runId = JsonNode.Parse(first)!["runId"]!.GetValue<string>();
        Assert.All([redelivered, vote], answer => Assert.Equal(runId, (string?)JsonNode.Parse(answer)!["runId"]));
        Assert.NotEqual(runId, (string?)JsonNode.Parse(push)!["runId"]);
        RunRecord run = await _service.Get<RunStore>().GetAsync(runId, default);
        Assert.Equal(
            new PullRequestContext
            {
                Host = "azuredevops",
                InstallationId = 0,
                Owner = AzureDevOpsStandIn.Project,
                Repository = AzureDevOpsStandIn.Repository,
                HeadSha = Head,
                BaseSha = Target,
                Number = AzureDevOpsStandIn.PullRequest,
                Branch = "faster/cart",
                ChangedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
            },
            run.PullRequest! with { PlanPath = null });
    }

    [Fact]
    public async Task Who_has_not_the_password_is_refused_before_anything_is_read_and_a_changing_one_is_good_in_both_its_forms()
    {
        JsonObject draft = Changed(p => p["isDraft"] = true);

        Assert.Equal(204, (await SendAsync(draft)).Status);
        Assert.Equal(204, (await SendAsync(draft, $"{User}:{PreviousPassword}")).Status);
        Assert.Equal(401, (await SendAsync(draft, $"{User}:wrong")).Status);
        Assert.Equal(401, (await SendAsync(draft, $"other:{Password}")).Status);
        Assert.Equal(401, (await SendAsync(draft, credentials: null)).Status);
    }

    [Fact]
    public async Task A_hook_that_asks_for_no_run_starts_none()
    {
        JsonObject[] hooks =
        [
            Changed(p => p["status"] = "completed"), Changed(p => p["forkSource"] = new JsonObject { ["name"] = "refs/heads/a" }),
            AzureDevOpsPayload.PullRequest("git.push", Head, Target),
        ];

        foreach (JsonObject hook in hooks)
        {
            Assert.Equal(204, (await SendAsync(hook)).Status);
        }
    }

    [Fact]
    public async Task Every_mistake_is_named_at_once()
    {
        (int status, string text) = await SendAsync(Changed(p =>
        {
            p["pullRequestId"] = 0;
            p["repository"]!["name"] = "a/../b";
            p["repository"]!["project"]!["name"] = null;
            p["lastMergeSourceCommit"]!["commitId"] = "main";
        }));

        Assert.Equal(400, status);
        Assert.Equal(
            [
                "resource.pullRequestId", "resource.repository.project.name", "resource.repository.name", "resource.lastMergeSourceCommit.commitId",
            ],
            JsonNode.Parse(text)!["errors"]!.AsArray().Select(e => (string?)e!["field"]));
    }

    private static JsonObject Changed(Action<JsonNode> change)
    {
        JsonObject hook = AzureDevOpsPayload.PullRequest("git.pullrequest.created", Head, Target);
        change(hook["resource"]!);
        return hook;
    }

    private async Task<(int Status, string Text)> SendAsync(JsonObject hook, string? credentials = $"{User}:{Password}")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/azuredevops/webhook") { Content = new StringContent(hook.ToJsonString()) };
        request.Headers.Authorization = credentials is null
            ? null
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        using HttpResponseMessage answer = await _service.Http.SendAsync(request);
        await Eventually.TrueAsync(() => _service.Get<DeliveryInbox>().IsIdle, "the work on the hook");
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
