using System.Text.Json.Nodes;
using PerfFunctions.App.Runs;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.App.Tests.Triggers;

/// <summary>The webhook alone, on real tables: what it schedules is counted and not run.</summary>
public sealed class FloodTests(AzuriteFixture azurite)
{
    private const int Deliveries = 1_000;
    private const int AtOnce = 50;

    // GitHub sends again what it thinks unanswered.
    private const int SentTwice = 100;

    [Fact]
    public async Task Of_a_thousand_deliveries_at_fifty_at_once_none_is_lost_or_run_twice()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);
        WebhookDelivery[] deliveries = await DeliveriesAsync();
        var answered = new string?[deliveries.Length];

        await Parallel.ForAsync(0, deliveries.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            WebhookAnswer answer = await webhook.DeliverAsync(deliveries[i]);
            answered[i] = answer.Status == 202 ? answer.RunId : null;
        });

        Assert.All(answered, Assert.NotNull);
        Assert.Equal(Deliveries, webhook.Durable.Runs.Count);
        Assert.Equal(webhook.Durable.Runs.Order(), answered.Distinct().Order());
        IReadOnlyList<RunRecord> kept = await webhook.Runs.ListAsync(null, 2 * Deliveries, TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(1, Deliveries), kept.Select(run => run.PullRequest!.Number!.Value).Order());
    }

    private static async Task<WebhookDelivery[]> DeliveriesAsync()
    {
        List<WebhookDelivery> deliveries = [];
        JsonObject payload = await WebhookPayload.PullRequestAsync("opened", "octo", "shop", 1, new string('a', 40), new string('b', 40));
        for (int number = 1; number <= Deliveries; number++)
        {
            payload["pull_request"]!["number"] = number;
            payload["pull_request"]!["head"]!["sha"] = $"{number:x40}";
            deliveries.Add(WebhookDelivery.Of("pull_request", payload.ToJsonString(), WebhookDriver.Secret));
        }

        return [.. deliveries, .. deliveries.Take(SentTwice)];
    }
}
