using PerfFunctions.Api;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.App.Tests.CodeHosts.GitHub.Webhooks;

public sealed class GitHubWebhookTests(AzuriteFixture azurite)
{
    // What the pinned package holds of pull requests that are new, no draft, from no fork and sent by a GitHub App, and of
    // merge groups.
    private const int ExamplesThatStartRuns = 9;

    [Fact]
    public async Task A_pull_request_starts_a_run_that_knows_where_it_belongs()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);

        WebhookAnswer answer = await webhook.DeliverAsync(await Deliveries.PullRequestAsync("opened"));

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
                HeadSha = Deliveries.Head,
                BaseSha = Deliveries.Base,
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

        WebhookAnswer answer = await webhook.DeliverAsync(await Deliveries.DeploymentAsync("https://pr-17.shop.example/"));

        RunRecord run = await webhook.Runs.GetAsync(answer.RunId!, TestContext.Current.CancellationToken);
        Assert.Equal((RunTrigger.Deployment, "octo:shop:1111111"), (run.Trigger, run.Plan));
        Assert.Equal(
            new PullRequestContext
            {
                InstallationId = 1,
                Owner = "octo",
                Repository = "shop",
                DefaultBranch = "master",
                HeadSha = Deliveries.Head,
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

        WebhookAnswer answer = await webhook.DeliverAsync(await Deliveries.MergeGroupAsync("checks_requested"));

        Assert.Equal(202, answer.Status);
        RunRecord run = await webhook.Runs.GetAsync(answer.RunId!, TestContext.Current.CancellationToken);
        Assert.Equal((RunTrigger.MergeQueue, Deliveries.Head, Deliveries.Base), (run.Trigger, run.PullRequest!.HeadSha, run.PullRequest.BaseSha));
        Assert.StartsWith("gh-readonly-queue/", run.PullRequest.Branch);
        Assert.Null(run.PullRequest.Number);
        Assert.Equal(204, (await webhook.DeliverAsync(await Deliveries.MergeGroupAsync("destroyed"))).Status);
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
        WebhookDelivery delivery = await Deliveries.PullRequestAsync("opened");
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
        WebhookDelivery delivery = await Deliveries.PullRequestAsync("synchronize");

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
        WebhookDelivery delivery = await Deliveries.PullRequestAsync("opened");

        WebhookAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => webhook.DeliverAsync(delivery))));

        Assert.All(answers, answer => Assert.Equal(202, answer.Status));
        Assert.Single(answers.Select(answer => answer.RunId).Distinct());
        Assert.Single(webhook.Durable.Runs);
    }

    [Fact]
    public async Task Code_from_a_fork_is_not_run_unasked()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);
        WebhookDelivery fork = await Deliveries.PullRequestAsync("opened", p => p["pull_request"]!["head"]!["repo"]!["full_name"] = "stranger/shop");
        WebhookDelivery deletedFork = await Deliveries.PullRequestAsync("opened", p => p["pull_request"]!["head"]!["repo"] = null);

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
            await Deliveries.PullRequestAsync("opened", p => p["pull_request"]!["draft"] = true),
            await Deliveries.DeploymentAsync("https://pr-17.shop.example/", p => p["deployment_status"]!["state"] = "failure"),
            await Deliveries.DeploymentAsync("", p => p["deployment_status"]!["target_url"] = "https://github.com/octo/shop/actions/runs/1"),
        ];

        foreach (WebhookDelivery delivery in deliveries)
        {
            Assert.Equal(204, (await webhook.DeliverAsync(delivery)).Status);
        }

        Assert.Empty(webhook.Durable.Runs);
    }

    [Fact]
    public async Task Without_a_GitHub_App_the_webhook_and_the_runs_say_so()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite, withGitHub: false);

        WebhookAnswer answer = await webhook.DeliverAsync(await Deliveries.PullRequestAsync("opened"));

        Assert.Equal(503, answer.Status);
        Assert.StartsWith("GitHub is not configured: set ", answer.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var context = new PullRequestContext { InstallationId = 1, Owner = "octo", Repository = "shop", HeadSha = Deliveries.Head };
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => webhook.Hosts.Of(context));
        Assert.Equal(answer.Body.GetProperty("detail").GetString(), e.Message);
    }
}
