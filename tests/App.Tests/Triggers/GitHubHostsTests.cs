using System.Text.Json.Nodes;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.App.Tests.Triggers;

/// <summary>An App on github.com, an App on an enterprise server and a token there.</summary>
public sealed class GitHubHostsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string EnterpriseSecret = "the enterprise's secret";
    private const string TokenSecret = "the secret beside the token";

    private static readonly Dictionary<string, string?> Hosts = new()
    {
        ["Perf:GitHub:Hosts:GHE:BaseAddress"] = "https://ghe.example/api/v3",
        ["Perf:GitHub:Hosts:GHE:AppId"] = "7",
        ["Perf:GitHub:Hosts:GHE:PrivateKey"] = WebhookDriver.Key.Value,
        ["Perf:GitHub:Hosts:GHE:WebhookSecret"] = EnterpriseSecret,
        ["Perf:GitHub:Hosts:plain:Token"] = "a token",
        ["Perf:GitHub:Hosts:plain:WebhookSecret"] = TokenSecret,
    };

    private WebhookDriver _webhook = null!;

    public async ValueTask InitializeAsync() => _webhook = await WebhookDriver.StartAsync(azurite, more: Hosts);

    public ValueTask DisposeAsync() => _webhook.DisposeAsync();

    [Fact]
    public async Task A_delivery_belongs_to_the_host_that_its_route_names_and_its_run_goes_back_there()
    {
        WebhookDelivery delivery = WebhookDelivery.Of("pull_request", (await PullRequestAsync()).ToJsonString(), EnterpriseSecret);

        WebhookAnswer answer = await _webhook.DeliverAsync(delivery, "ghe");
        WebhookAnswer elsewhere = await _webhook.DeliverAsync(delivery with { Secret = WebhookDriver.Secret });

        Assert.Equal("ghe", (await RunAsync(answer)).PullRequest!.Host);
        Assert.Null((await RunAsync(elsewhere)).PullRequest!.Host);
        Assert.NotEqual(answer.RunId, elsewhere.RunId);
    }

    [Fact]
    public async Task An_enterprise_server_says_which_host_it_is_and_its_signature_has_to_agree()
    {
        WebhookDelivery delivery = WebhookDelivery.Of("pull_request", (await PullRequestAsync()).ToJsonString(), EnterpriseSecret);
        Dictionary<string, string> headers = new(delivery.Headers) { ["X-GitHub-Enterprise-Host"] = "ghe.example" };
        Dictionary<string, string> forged = new((delivery with { Secret = WebhookDriver.Secret }).Headers) { ["X-GitHub-Enterprise-Host"] = "ghe.example" };

        Assert.Equal("ghe", (await RunAsync(await _webhook.DeliverAsync(delivery.Body, headers))).PullRequest!.Host);
        Assert.Equal(401, (await _webhook.DeliverAsync(delivery.Body, forged)).Status);
    }

    [Theory]
    [InlineData(null, EnterpriseSecret, 401)]
    [InlineData("ghe", WebhookDriver.Secret, 401)]
    [InlineData("ghe", WebhookDriver.PreviousSecret, 401)]
    [InlineData("plain", EnterpriseSecret, 401)]
    [InlineData("other", WebhookDriver.Secret, 404)]
    public async Task The_secret_of_one_host_opens_no_other(string? host, string secret, int status)
    {
        WebhookDelivery delivery = WebhookDelivery.Of("pull_request", (await PullRequestAsync()).ToJsonString(), secret);

        Assert.Equal(status, (await _webhook.DeliverAsync(delivery, host)).Status);
        Assert.Empty(_webhook.Durable.Runs);
    }

    [Fact]
    public async Task Where_a_token_speaks_a_plain_repository_webhook_is_listened_to_and_others_checks_are_not()
    {
        JsonObject payload = await PullRequestAsync();
        payload.Remove("installation");
        JsonObject suite = await WebhookPayload.CheckSuiteAsync("octo", "shop", new string('1', 40));

        WebhookAnswer answer = await _webhook.DeliverAsync(WebhookDelivery.Of("pull_request", payload.ToJsonString(), TokenSecret), "plain");

        Assert.Equal(("plain", 0), ((await RunAsync(answer)).PullRequest!.Host, (await RunAsync(answer)).PullRequest!.InstallationId));
        Assert.Equal(204, (await _webhook.DeliverAsync(WebhookDelivery.Of("check_suite", suite.ToJsonString(), TokenSecret), "plain")).Status);
        Assert.Empty(_webhook.Durable.Commands);
    }

    [Theory]
    [InlineData("", WebhookDriver.Secret, 204)]
    [InlineData("/ghe", EnterpriseSecret, 204)]
    [InlineData("/ghe", WebhookDriver.Secret, 401)]
    [InlineData("/other", WebhookDriver.Secret, 404)]
    public async Task The_name_is_the_end_of_the_webhook_s_address(string end, string secret, int status)
    {
        await using Service service = await Service.StartAsync(
            azurite, null,
            [
                .. Hosts.Select(s => $"{s.Key}={s.Value}"), "Perf:GitHub:AppId=42", $"Perf:GitHub:PrivateKey={WebhookDriver.Key.Value}",
                $"Perf:GitHub:WebhookSecret={WebhookDriver.Secret}",
            ]);
        WebhookDelivery delivery = WebhookDelivery.Of("push", "{}", secret);

        using HttpResponseMessage answer = await delivery.SendAsync(service.Http, new Uri(service.Http.BaseAddress!, $"api/github/webhook{end}"));

        Assert.Equal(status, (int)answer.StatusCode);
    }

    private static Task<JsonObject> PullRequestAsync() => WebhookPayload.PullRequestAsync(
        "opened", "octo", "shop", 17, new string('1', 40), new string('2', 40), TestContext.Current.CancellationToken);

    private async Task<RunRecord> RunAsync(WebhookAnswer answer)
    {
        Assert.Equal(202, answer.Status);
        return await _webhook.Runs.GetAsync(answer.RunId!, TestContext.Current.CancellationToken);
    }
}
