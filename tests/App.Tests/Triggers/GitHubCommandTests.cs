using System.Text.Json.Nodes;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.App.Tests.Triggers;

/// <summary>What people ask for on pull requests, as it is delivered.</summary>
public sealed class GitHubCommandTests(AzuriteFixture azurite)
{
    private const string Head = "1111111111111111111111111111111111111111";
    private const string Base = "2222222222222222222222222222222222222222";

    [Theory]
    [InlineData(null, CommandKind.Rerun)]
    [InlineData("rerun", CommandKind.Rerun)]
    [InlineData("longer", CommandKind.Longer)]
    [InlineData("accept", CommandKind.Accept)]
    public async Task The_buttons_of_a_check_are_commands_about_its_run_once_however_often_they_are_delivered(string? button, CommandKind kind)
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);
        const string Run = "20260304050607089-a1";
        WebhookDelivery delivery = DeliveryOf("check_run", await WebhookPayload.CheckAsync("octo", "shop", Run, button));

        Assert.Equal(202, (await webhook.DeliverAsync(delivery)).Status);
        Assert.Equal(202, (await webhook.DeliverAsync(delivery)).Status);

        PullRequestCommand command = Assert.Single(webhook.Durable.Commands);
        Assert.Equal((kind, Run, "octocat", "shop"), (command.Kind, command.OfRun, command.Sender, command.Where.Repository));
        Assert.Empty(webhook.Durable.Runs);
    }

    [Fact]
    public async Task A_check_of_another_service_and_a_button_that_is_not_ours_ask_for_nothing()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);

        Assert.Equal(204, (await webhook.DeliverAsync(DeliveryOf("check_run", await WebhookPayload.CheckAsync("octo", "shop", "42", null)))).Status);
        Assert.Equal(204, (await webhook.DeliverAsync(DeliveryOf("check_run", await WebhookPayload.CheckAsync("octo", "shop", "20260304050607089-a1", "fix")))).Status);
    }

    [Fact]
    public async Task All_checks_of_a_commit_may_be_asked_for_again()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);

        Assert.Equal(202, (await webhook.DeliverAsync(DeliveryOf("check_suite", await WebhookPayload.CheckSuiteAsync("octo", "shop", Head)))).Status);

        PullRequestCommand command = Assert.Single(webhook.Durable.Commands);
        Assert.Equal((CommandKind.RerunAll, Head), (command.Kind, command.Where.HeadSha));
    }

    [Theory]
    [InlineData("/perf run", CommandKind.Run, null)]
    [InlineData("/perf spike shop\nplease", CommandKind.Spike, "shop")]
    [InlineData("/perf  audit", CommandKind.Audit, null)]
    [InlineData("/perf cancel", CommandKind.Cancel, null)]
    [InlineData("/perf", CommandKind.Unknown, null)]
    [InlineData("/perf fly", CommandKind.Unknown, null)]
    [InlineData("/perf run all the plans", CommandKind.Unknown, null)]
    public async Task A_comment_on_a_pull_request_is_a_command(string text, CommandKind kind, string? plan)
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);

        Assert.Equal(202, (await webhook.DeliverAsync(DeliveryOf("issue_comment", await WebhookPayload.CommentAsync("octo", "shop", 17, text, "anna")))).Status);

        PullRequestCommand command = Assert.Single(webhook.Durable.Commands);
        Assert.Equal((kind, plan, "anna", 17), (command.Kind, command.Plan, command.Sender, command.Where.Number));
        Assert.NotNull(command.Comment);
    }

    [Fact]
    public async Task Other_comments_and_those_on_issues_say_nothing()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);
        JsonObject onIssue = await WebhookPayload.CommentAsync("octo", "shop", 17, "/perf run");
        onIssue["issue"]!.AsObject().Remove("pull_request");

        Assert.Equal(204, (await webhook.DeliverAsync(DeliveryOf("issue_comment", onIssue))).Status);
        Assert.Equal(204, (await webhook.DeliverAsync(DeliveryOf("issue_comment", await WebhookPayload.CommentAsync("octo", "shop", 17, "I would /perf run this")))).Status);
        Assert.Equal(204, (await webhook.DeliverAsync(DeliveryOf("issue_comment", await WebhookPayload.CommentAsync("octo", "shop", 17, "/performance")))).Status);
    }

    [Fact]
    public async Task A_fork_is_started_by_the_label_for_the_commit_that_it_was_put_on()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);

        Assert.Equal(202, (await webhook.DeliverAsync(await ForkAsync("labeled", "perf"))).Status);
        Assert.Equal(204, (await webhook.DeliverAsync(await ForkAsync("labeled", "bug"))).Status);
        Assert.Equal(204, (await webhook.DeliverAsync(await ForkAsync("synchronize", "perf"))).Status);
        WebhookDelivery own = await PullRequestAsync("labeled", p => p["label"]!["name"] = "perf");
        Assert.Equal(204, (await webhook.DeliverAsync(own)).Status);

        PullRequestCommand command = Assert.Single(webhook.Durable.Commands);
        Assert.Equal((CommandKind.Label, Head, true), (command.Kind, command.Where.HeadSha, command.Where.IsFork));
        Assert.Empty(webhook.Durable.Runs);
    }

    private static WebhookDelivery DeliveryOf(string name, JsonObject payload) =>
        WebhookDelivery.Of(name, payload.ToJsonString(), WebhookDriver.Secret);

    private static Task<WebhookDelivery> ForkAsync(string action, string label) => PullRequestAsync(action, p =>
    {
        p["pull_request"]!["head"]!["repo"]!["full_name"] = "stranger/shop";
        p["label"] = new JsonObject { ["name"] = label };
    });

    private static async Task<WebhookDelivery> PullRequestAsync(string action, Action<JsonObject>? change = null)
    {
        JsonObject payload = await WebhookPayload.PullRequestAsync(action, "octo", "shop", 17, Head, Base, TestContext.Current.CancellationToken);
        change?.Invoke(payload);
        return WebhookDelivery.Of("pull_request", payload.ToJsonString(), WebhookDriver.Secret);
    }
}
