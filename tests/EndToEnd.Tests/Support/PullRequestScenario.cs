using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PerfFunctions.Engine.Text;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.EndToEnd.Tests.Support;

/// <summary>A repository and a target of its own for each test, on a service that speaks with a stand-in GitHub.</summary>
public abstract class PullRequestScenario(PullRequestFixture fixture) : IAsyncLifetime
{
    protected const string Owner = "octo";
    protected const string HeadSha = "1111111111111111111111111111111111111111";
    protected const string BaseSha = "2222222222222222222222222222222222222222";

    /// <summary>A set amount of work, 20 requests: however late a busy machine makes them, none is dropped.</summary>
    protected const string TwentyRequests = "users: { count: 2, iterations: 10, for: 30s }";

    protected string Name { get; } = $"shop-{Guid.NewGuid():N}"[..13];

    protected string Repository => $"{Owner}/{Name}";

    protected GitHubStandIn Github => fixture.Github;

    protected IReadOnlyList<StandInCheck> Checks => [.. Github.Checks.Where(check => check.Repository == Repository)];

    protected ServiceProcess Service => fixture.Service;

    protected TestTarget Target { get; private set; } = null!;

    protected static CancellationToken Test => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        ServiceFixture.SkipWhereGiven();
        Target = await TestTarget.StartAsync();
    }

    public ValueTask DisposeAsync() => Target?.DisposeAsync() ?? ValueTask.CompletedTask;

    protected async Task SendAsync(string name, JsonObject payload)
    {
        WebhookDelivery delivery = WebhookDelivery.Of(name, payload.ToJsonString(), Github.WebhookSecret);
        using HttpResponseMessage response = await delivery.SendAsync(Service.Http, new Uri(Service.Address, "api/github/webhook"), Test);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    protected void AddPlan(string plan, string? commit) => Github.AddFile(Repository, ".github/perf.yml", plan, commit);

    /// <summary>Load of a time, for a run that something happens to.</summary>
    protected static string Arrivals(string length) => $"arrivals: {{ rate: 20/s, {length} }}";

    protected static string Plan(string model, string budget, Uri? target) => $$"""
        version: 1
        name: shop
        load:
          browse:
            {{model}}
            flow: [ { get: / } ]
        budgets:
          - {{budget}}
        """ + (target is null ? "" : $"\ntarget: {target}");

    protected async Task<WebhookDelivery> PullRequestAsync(string action)
    {
        JsonObject payload = await WebhookPayload.PullRequestAsync(action, Owner, Name, 17, HeadSha, BaseSha, Test);
        return WebhookDelivery.Of("pull_request", payload.ToJsonString(), Github.WebhookSecret);
    }

    protected async Task<string> DeliverAsync(WebhookDelivery delivery)
    {
        using HttpResponseMessage response = await delivery.SendAsync(Service.Http, new Uri(Service.Address, "api/github/webhook"), Test);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonObject>(PerfJson.Options, Test))!["runId"]!.GetValue<string>();
    }

    protected async Task<StandInCheck> CompletedCheckAsync()
    {
        await Eventually.TrueAsync(
            () => Checks.Any(c => c.Status == "completed"), "a completed check");
        return Checks.Single(c => c.Status == "completed");
    }
}
