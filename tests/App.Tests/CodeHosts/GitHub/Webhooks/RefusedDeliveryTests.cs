using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.App.Tests.CodeHosts.GitHub.Webhooks;

public sealed class RefusedDeliveryTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user:password@shop.example/")]
    [InlineData("pr-17.shop.example")]
    public async Task An_address_that_load_must_not_go_to_is_refused(string address)
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);

        Assert.Equal(400, (await webhook.DeliverAsync(await Deliveries.DeploymentAsync(address))).Status);
        Assert.Empty(webhook.Durable.Runs);
    }

    [Fact]
    public async Task Every_mistake_of_a_delivery_is_named_at_once()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);

        WebhookAnswer answer = await webhook.DeliverAsync(await Deliveries.PullRequestAsync("opened", p =>
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
        WebhookDelivery delivery = await Deliveries.PullRequestAsync("opened");
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
        WebhookDelivery delivery = await Deliveries.PullRequestAsync("opened");

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
        WebhookDelivery delivery = await Deliveries.PullRequestAsync("opened");

        Assert.Equal(202, (await webhook.DeliverAsync(delivery with { Secret = WebhookDriver.PreviousSecret })).Status);
        Assert.Equal(202, (await webhook.DeliverAsync(delivery)).Status);
        Assert.Equal(401, (await webhook.DeliverAsync(delivery with { Secret = "neither" })).Status);
        Assert.Equal(401, (await webhook.DeliverAsync(delivery with { Secret = "" })).Status);
    }
}
