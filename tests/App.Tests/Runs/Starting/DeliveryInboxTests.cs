using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using PerfFunctions.App.Runs.Starting;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.App.Triggers;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.App.Tests.Runs.Starting;

public sealed class DeliveryInboxTests(AzuriteFixture azurite)
{
    // As many as are worked on at once.
    private const int AtOnce = 2;

    [Fact]
    public async Task An_answer_stores_one_row_and_waits_for_nothing_else()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);
        var closed = new TaskCompletionSource();
        webhook.Durable.Open = closed.Task;
        string?[] held = [await AnswerAsync(webhook, 1), await AnswerAsync(webhook, 2)];
        await Eventually.TrueAsync(async () => (await RunsAsync(webhook)).Count == AtOnce, "the work on the first two");

        string? run = await AnswerAsync(webhook, 3);

        Assert.NotNull(run);
        Assert.Equal(held.Order(), (await RunsAsync(webhook)).Order());
        Assert.Equal(3, await CountAsync(webhook, TableKeys.Inbox));
        Assert.Equal(AtOnce, await CountAsync(webhook, "github"));

        closed.SetResult();
        await Eventually.TrueAsync(() => webhook.Get<DeliveryInbox>().IsIdle, "the work on all three");
        Assert.Equal(held.Append(run).Order(), webhook.Durable.Runs.Order());
        Assert.Equal(0, await CountAsync(webhook, TableKeys.Inbox));
    }

    [Fact]
    public async Task A_delivery_that_comes_again_before_it_is_worked_on_is_the_same_run()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);
        var closed = new TaskCompletionSource();
        webhook.Durable.Open = closed.Task;
        WebhookDelivery delivery = await DeliveryAsync(1);

        WebhookAnswer[] answers = [await webhook.AnswerAsync(delivery.Body, delivery.Headers), await webhook.AnswerAsync(delivery.Body, delivery.Headers)];

        closed.SetResult();
        await Eventually.TrueAsync(() => webhook.Get<DeliveryInbox>().IsIdle, "the work on both");
        Assert.Equal(answers[0].RunId, answers[1].RunId);
        Assert.Equal(answers[0].RunId, Assert.Single(webhook.Durable.Runs));
    }

    [Fact]
    public async Task What_a_process_leaves_behind_is_found_by_the_timer()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);
        webhook.Durable.Open = Task.FromException(new IOException("the engine is away"));
        WebhookDelivery delivery = await DeliveryAsync(1);
        string? run = (await webhook.DeliverAsync(delivery)).RunId;
        string? command = (await webhook.DeliverAsync(WebhookDelivery.Of(
            "issue_comment", (await WebhookPayload.CommentAsync("octo", "shop", 7, "/perf run", cancellationToken: TestContext.Current.CancellationToken)).ToJsonString(), WebhookDriver.Secret))).RunId;
        Assert.Empty(webhook.Durable.Runs);
        webhook.Durable.Open = Task.CompletedTask;

        await Timer(webhook, TimeProvider.System).RunAsync(null!, webhook.Durable, TestContext.Current.CancellationToken);
        Assert.Empty(webhook.Durable.Runs);
        await Timer(webhook, new Later()).RunAsync(null!, webhook.Durable, TestContext.Current.CancellationToken);

        Assert.Equal(run, Assert.Single(webhook.Durable.Runs));
        Assert.Single(webhook.Durable.Commands);
        Assert.Null(command);
        Assert.Equal(0, await CountAsync(webhook, TableKeys.Inbox));
    }

    private static InboxTimer Timer(WebhookDriver webhook, TimeProvider time) => new(new DeliveryInbox(
        webhook.Get<InboxStore>(), webhook.Get<ClaimStore>(), webhook.Get<RunStarter>(), time, NullLogger<DeliveryInbox>.Instance));

    private static async Task<string?> AnswerAsync(WebhookDriver webhook, int number)
    {
        WebhookDelivery delivery = await DeliveryAsync(number);
        return (await webhook.AnswerAsync(delivery.Body, delivery.Headers)).RunId;
    }

    private static async Task<WebhookDelivery> DeliveryAsync(int number) => WebhookDelivery.Of(
        "pull_request",
        (await WebhookPayload.PullRequestAsync("opened", "octo", "shop", number, new string('1', 40), new string('2', 40), TestContext.Current.CancellationToken)).ToJsonString(),
        WebhookDriver.Secret);

    private static async Task<IReadOnlyList<string>> RunsAsync(WebhookDriver webhook) =>
        [.. (await webhook.Runs.ListAsync(null, 10, TestContext.Current.CancellationToken)).Select(run => run.RunId)];

    private static ValueTask<int> CountAsync(WebhookDriver webhook, string partition) => webhook.Get<ResultStorage>().Deliveries
        .QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: TestContext.Current.CancellationToken).CountAsync();

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + (2 * DeliveryInbox.LeftBehind);
    }
}
