using System.Net;
using System.Text;
using PerfFunctions.Api;
using PerfFunctions.App.Runs;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.App.Tests.Triggers;

public sealed class WebhookFormTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("Application/X-WWW-Form-Urlencoded; charset=utf-8")]
    public async Task A_delivery_as_a_form_is_the_same_as_one_in_JSON(string contentType)
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);
        WebhookDelivery plain = await PullRequestAsync();
        WebhookDelivery form = plain with { Body = Encoding.UTF8.GetBytes($"payload={WebUtility.UrlEncode(Encoding.UTF8.GetString(plain.Body))}") };
        Dictionary<string, string> headers = new(form.Headers) { ["Content-Type"] = contentType };

        WebhookAnswer answer = await webhook.DeliverAsync(form.Body, headers);

        Assert.Equal(202, answer.Status);
        RunRecord run = await webhook.Runs.GetAsync(answer.RunId!, TestContext.Current.CancellationToken);
        Assert.Equal((RunTrigger.PullRequest, "octo:shop:17"), (run.Trigger, run.Plan));
    }

    [Fact]
    public async Task A_form_that_is_not_signed_as_it_came_or_has_no_payload_is_refused()
    {
        await using WebhookDriver webhook = await WebhookDriver.StartAsync(azurite);
        WebhookDelivery plain = await PullRequestAsync();
        WebhookDelivery other = plain with { Body = "other=1"u8.ToArray() };
        byte[] form = Encoding.UTF8.GetBytes($"payload={WebUtility.UrlEncode(Encoding.UTF8.GetString(plain.Body))}");
        Dictionary<string, string> Headers(WebhookDelivery of) => new(of.Headers) { ["Content-Type"] = "application/x-www-form-urlencoded" };

        Assert.Equal(401, (await webhook.DeliverAsync(form, Headers(plain))).Status);
        WebhookAnswer answer = await webhook.DeliverAsync(other.Body, Headers(other));
        Assert.Equal(400, answer.Status);
        Assert.Equal("payload", answer.Body.GetProperty("errors")[0].GetProperty("field").GetString());
    }

    private static async Task<WebhookDelivery> PullRequestAsync() => WebhookDelivery.Of(
        "pull_request",
        (await WebhookPayload.PullRequestAsync("opened", "octo", "shop", 17, new string('1', 40), new string('2', 40))).ToJsonString(),
        WebhookDriver.Secret);
}
