using System.Text.Json.Nodes;
using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.App.Tests.CodeHosts.GitHub.Webhooks;

/// <summary>Deliveries of one repository, and with what a test changes in them.</summary>
internal static class Deliveries
{
    public const string Head = "1111111111111111111111111111111111111111";
    public const string Base = "2222222222222222222222222222222222222222";

    public static async Task<WebhookDelivery> PullRequestAsync(string action, Action<JsonObject>? change = null)
    {
        JsonObject payload = await WebhookPayload.PullRequestAsync(action, "octo", "shop", 17, Head, Base, TestContext.Current.CancellationToken);
        change?.Invoke(payload);
        return WebhookDelivery.Of("pull_request", payload.ToJsonString(), WebhookDriver.Secret);
    }

    public static async Task<WebhookDelivery> DeploymentAsync(string address, Action<JsonObject>? change = null)
    {
        JsonObject payload = await WebhookPayload.DeploymentAsync("octo", "shop", Head, address, TestContext.Current.CancellationToken);
        change?.Invoke(payload);
        return WebhookDelivery.Of("deployment_status", payload.ToJsonString(), WebhookDriver.Secret);
    }

    public static async Task<WebhookDelivery> MergeGroupAsync(string action)
    {
        JsonObject payload = await WebhookPayload.MergeGroupAsync(action, "octo", "shop", Head, Base, TestContext.Current.CancellationToken);
        return WebhookDelivery.Of("merge_group", payload.ToJsonString(), WebhookDriver.Secret);
    }
}
