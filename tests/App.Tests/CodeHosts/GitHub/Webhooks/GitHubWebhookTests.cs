using System.Text.Json.Nodes;
using PerfFunctions.Api;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.App.Tests.CodeHosts.GitHub.Webhooks;

public sealed class GitHubWebhookTests(AzuriteFixture azurite)
{
    private const string Head = "1111111111111111111111111111111111111111";
    private const string Base = "2222222222222222222222222222222222222222";

    // What the pinned package holds of pull requests that are new, no draft, from no fork and sent by a GitHub App, and of
    // merge groups.
    private const int ExamplesThatStartRuns = 9;

    [Fact]
    public async Task A_pull_request_starts_a_run_that_knows_where_it_belongs()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);

        WebhookAnswer answer = await webhook.DeliverAsync(await PullRequestAsync("opened"));

        Assert.Equal(202, answer.Status);
        Assert.Equal(answer.RunId, Assert.Single(webhook.Durable.Runs));
        RunRecord run = await webhook.Runs.GetAsync(answer.RunId!, TestContext.Current.CancellationToken);
        Assert.Equal((RunTrigger.PullRequest, "octo:shop:17"), (run.Trigger, run.Plan));
        Assert.Equal(Caller.OfWebhook("Codertocat"), run.By);
        Assert.Equal(
            new PullRequestContext
            {
                InstallationId = 1,
                Owner = "octo",
                Repository = "shop",
                DefaultBranch = "master",
                HeadSha = Head,
                BaseSha = Base,
                Number = 17,
                Branch = "changes",
                ChangedAt = run.PullRequest!.ChangedAt,
            },
            run.PullRequest);
    }

    [Fact]
    public async Task A_deployment_that_is_ready_starts_a_run_against_its_address()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);

        WebhookAnswer answer = await webhook.DeliverAsync(await DeploymentAsync("https://pr-17.shop.example/"));

        RunRecord run = await webhook.Runs.GetAsync(answer.RunId!, TestContext.Current.CancellationToken);
        Assert.Equal((RunTrigger.Deployment, "octo:shop:1111111"), (run.Trigger, run.Plan));
        Assert.Equal(
            new PullRequestContext
            {
                InstallationId = 1,
                Owner = "octo",
                Repository = "shop",
                DefaultBranch = "master",
                HeadSha = Head,
                Branch = "master",
                DeploymentUrl = "https://pr-17.shop.example/",
                Environment = "production",
                ChangedAt = run.PullRequest!.ChangedAt,
            },
            run.PullRequest);
    }

    [Fact]
    public async Task A_merge_queue_that_asks_for_checks_starts_a_run_and_one_that_has_done_with_a_commit_starts_none()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);

        WebhookAnswer answer = await webhook.DeliverAsync(await MergeGroupAsync("checks_requested"));

        Assert.Equal(202, answer.Status);
        RunRecord run = await webhook.Runs.GetAsync(answer.RunId!, TestContext.Current.CancellationToken);
        Assert.Equal((RunTrigger.MergeQueue, Head, Base), (run.Trigger, run.PullRequest!.HeadSha, run.PullRequest.BaseSha));
        Assert.StartsWith("gh-readonly-queue/", run.PullRequest.Branch);
        Assert.Null(run.PullRequest.Number);
        Assert.Equal(204, (await webhook.DeliverAsync(await MergeGroupAsync("destroyed"))).Status);
    }

    [Fact]
    public async Task None_of_GitHubs_own_examples_is_an_error_and_the_new_pull_requests_and_merge_groups_start_a_run_each()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);
        IReadOnlyList<WebhookExample> examples = await WebhookExample.LoadAsync(TestContext.Current.CancellationToken);
        List<string> started = [];

        foreach (WebhookExample example in examples)
        {
            WebhookAnswer answer = await webhook.DeliverAsync(WebhookDelivery.Of(example.Event, example.Body, WebhookDriver.Secret));
            Assert.True(answer.Status is 202 or 204, $"{example.Event} {example.Action}: {answer.Status} {answer.Body}");
            if (answer.RunId is not null)
            {
                started.Add($"{example.Event} {example.Action}");
            }
        }

        Assert.Equal(329, examples.Count);
        Assert.Equal(ExamplesThatStartRuns, started.Count);
        Assert.Equal(ExamplesThatStartRuns, webhook.Durable.Runs.Count);
        Assert.All(webhook.Durable.Commands, command => Assert.Equal(CommandKind.RerunAll, command.Kind));
        Assert.Equal(
            ["merge_group checks_requested", "pull_request opened", "pull_request ready_for_review", "pull_request reopened", "pull_request synchronize"],
            started.Distinct().Order());
    }

    [Fact]
    public async Task A_redelivery_after_a_restart_is_answered_with_the_run_of_the_first()
    {
        Dictionary<string, string?> storage = new() { ["Perf:Storage:Prefix"] = $"T{Guid.NewGuid():N}"[..20] };
        WebhookDelivery delivery = await PullRequestAsync("opened");
        WebhookAnswer first;
        await using (WebhookDriver webhook = await WebhookDriver.StartAsync(azurite, more: storage))
        {
            first = await webhook.DeliverAsync(delivery);
        }

        await using WebhookDriver restarted = await WebhookDriver.StartAsync(azurite, more: storage);
        WebhookAnswer again = await restarted.DeliverAsync(delivery);

        Assert.Equal((202, first.RunId), (again.Status, again.RunId));
        Assert.Equal(first.RunId, Assert.Single(await restarted.Runs.ListAsync(null, 10, TestContext.Current.CancellationToken)).RunId);
    }

    [Fact]
    public async Task A_redelivery_is_answered_with_the_run_of_the_first()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);
        WebhookDelivery delivery = await PullRequestAsync("synchronize");

        WebhookAnswer first = await webhook.DeliverAsync(delivery);
        WebhookAnswer again = await webhook.DeliverAsync(delivery);
        WebhookAnswer other = await webhook.DeliverAsync(delivery with { Id = "another" });

        Assert.Equal((202, first.RunId), (again.Status, again.RunId));
        Assert.NotEqual(first.RunId, other.RunId);
        Assert.Equal(2, webhook.Durable.Runs.Count);
    }

    [Fact]
    public async Task One_delivery_that_comes_many_times_at_once_starts_one_run()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);
        WebhookDelivery delivery = await PullRequestAsync("opened");

        WebhookAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => webhook.DeliverAsync(delivery))));

        Assert.All(answers, answer => Assert.Equal(202, answer.Status));
        Assert.Single(answers.Select(answer => answer.RunId).Distinct());
        Assert.Single(webhook.Durable.Runs);
    }

    [Fact]
    public async Task Code_from_a_fork_is_not_run_unasked()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);
        WebhookDelivery fork = await PullRequestAsync("opened", p => p["pull_request"]!["head"]!["repo"]!["full_name"] = "stranger/shop");
        WebhookDelivery deletedFork = await PullRequestAsync("opened", p => p["pull_request"]!["head"]!["repo"] = null);

        Assert.Equal(204, (await webhook.DeliverAsync(fork)).Status);
        Assert.Equal(204, (await webhook.DeliverAsync(deletedFork)).Status);
        Assert.Empty(webhook.Durable.Runs);
    }

    [Fact]
    public async Task A_draft_and_a_deployment_that_failed_or_has_no_address_start_nothing()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);
        WebhookDelivery[] deliveries =
        [
            await PullRequestAsync("opened", p => p["pull_request"]!["draft"] = true),
            await DeploymentAsync("https://pr-17.shop.example/", p => p["deployment_status"]!["state"] = "failure"),
            await DeploymentAsync("", p => p["deployment_status"]!["target_url"] = "https://github.com/octo/shop/actions/runs/1"),
        ];

        foreach (WebhookDelivery delivery in deliveries)
        {
            Assert.Equal(204, (await webhook.DeliverAsync(delivery)).Status);
        }

        Assert.Empty(webhook.Durable.Runs);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user:password@shop.example/")]
    [InlineData("pr-17.shop.example")]
    public async Task An_address_that_load_must_not_go_to_is_refused(string address)
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);

        Assert.Equal(400, (await webhook.DeliverAsync(await DeploymentAsync(address))).Status);
        Assert.Empty(webhook.Durable.Runs);
    }

    [Fact]
    public async Task Every_mistake_of_a_delivery_is_named_at_once()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);

        WebhookAnswer answer = await webhook.DeliverAsync(await PullRequestAsync("opened", p =>
        {
            p["pull_request"]!["head"]!["sha"] = "main; rm -rf";
            p["pull_request"]!["base"]!["sha"] = null;
            p["repository"]!["name"] = "..";
            p["repository"]!["owner"]!["login"] = "octo/../other";
        }));

        Assert.Equal(400, answer.Status);
        Assert.Equal(
            ["pull_request.head.sha", "pull_request.base.sha", "repository.owner.login", "repository.name"],
            answer.Body.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()));
        Assert.Empty(webhook.Durable.Runs);
    }

    [Theory]
    [InlineData("""{"action": "opened", """)]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"action": 1}""")]
    [InlineData("payload=%7B%7D")]
    public async Task A_body_that_is_no_event_is_refused(string body)
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);

        Assert.Equal(400, (await webhook.DeliverAsync(WebhookDelivery.Of("pull_request", body, WebhookDriver.Secret))).Status);
    }

    [Fact]
    public async Task A_wrong_or_missing_signature_is_refused_before_anything_else_and_without_details()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);
        WebhookDelivery delivery = await PullRequestAsync("opened");
        Dictionary<string, string> unsigned = delivery.Headers.Where(h => h.Key != "X-Hub-Signature-256").ToDictionary();

        WebhookAnswer[] answers =
        [
            await webhook.DeliverAsync(delivery with { Secret = "another" }),
            await webhook.DeliverAsync([.. delivery.Body, (byte)' '], delivery.Headers),
            await webhook.DeliverAsync(delivery.Body, unsigned),
            await webhook.DeliverAsync("no json"u8.ToArray(), unsigned),
        ];

        Assert.All(answers, answer => Assert.Equal((401, false), (answer.Status, answer.Body.TryGetProperty("detail", out _))));
        Assert.Empty(webhook.Durable.Runs);
    }

    [Fact]
    public async Task A_delivery_without_a_name_or_an_id_is_refused()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);
        WebhookDelivery delivery = await PullRequestAsync("opened");

        Assert.Equal(400, (await webhook.DeliverAsync(delivery with { Id = "" })).Status);
        Assert.Equal(400, (await webhook.DeliverAsync(delivery with { Event = "" })).Status);
    }

    [Fact]
    public async Task A_body_larger_than_is_allowed_is_not_read_whatever_length_it_claims()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);
        WebhookDelivery large = WebhookDelivery.Of("push", new string(' ', WebhookDriver.MaxBytes + 1), WebhookDriver.Secret);

        Assert.Equal(413, (await webhook.DeliverAsync("{}"u8.ToArray(), large.Headers, WebhookDriver.MaxBytes + 1)).Status);
        Assert.Equal(413, (await webhook.DeliverAsync(large)).Status);
    }

    [Fact]
    public async Task A_secret_that_is_being_changed_is_good_in_both_its_forms()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);
        WebhookDelivery delivery = await PullRequestAsync("opened");

        Assert.Equal(202, (await webhook.DeliverAsync(delivery with { Secret = WebhookDriver.PreviousSecret })).Status);
        Assert.Equal(202, (await webhook.DeliverAsync(delivery)).Status);
        Assert.Equal(401, (await webhook.DeliverAsync(delivery with { Secret = "neither" })).Status);
        Assert.Equal(401, (await webhook.DeliverAsync(delivery with { Secret = "" })).Status);
    }

    [Fact]
    public async Task Without_a_GitHub_App_the_webhook_and_the_runs_say_so()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite, withGitHub: false);

        WebhookAnswer answer = await webhook.DeliverAsync(await PullRequestAsync("opened"));

        Assert.Equal(503, answer.Status);
        Assert.StartsWith("GitHub is not configured: set ", answer.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var context = new PullRequestContext { InstallationId = 1, Owner = "octo", Repository = "shop", HeadSha = Head };
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => webhook.Hosts.Of(context));
        Assert.Equal(answer.Body.GetProperty("detail").GetString(), e.Message);
    }

    private static async Task<WebhookDelivery> PullRequestAsync(string action, Action<JsonObject>? change = null)
    {
        JsonObject payload = await WebhookPayload.PullRequestAsync(action, "octo", "shop", 17, Head, Base, TestContext.Current.CancellationToken);
        change?.Invoke(payload);
        return WebhookDelivery.Of("pull_request", payload.ToJsonString(), WebhookDriver.Secret);
    }

    private static async Task<WebhookDelivery> DeploymentAsync(string address, Action<JsonObject>? change = null)
    {
        JsonObject payload = await WebhookPayload.DeploymentAsync("octo", "shop", Head, address, TestContext.Current.CancellationToken);
        change?.Invoke(payload);
        return WebhookDelivery.Of("deployment_status", payload.ToJsonString(), WebhookDriver.Secret);
    }

    private static async Task<WebhookDelivery> MergeGroupAsync(string action)
    {
        JsonObject payload = await WebhookPayload.MergeGroupAsync(action, "octo", "shop", Head, Base, TestContext.Current.CancellationToken);
        return WebhookDelivery.Of("merge_group", payload.ToJsonString(), WebhookDriver.Secret);
    }
}
