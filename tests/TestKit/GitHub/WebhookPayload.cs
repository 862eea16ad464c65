using System.Text.Json.Nodes;

namespace PerfFunctions.TestKit.GitHub;

/// <summary>Payloads made of GitHub's examples, with what a test cares about put in.</summary>
public static class WebhookPayload
{
    /// <summary>A pull request of a repository's own branch.</summary>
    public static async Task<JsonObject> PullRequestAsync(
        string action, string owner, string name, int number, string headSha, string baseSha, CancellationToken cancellation = default)
    {
        JsonObject payload = await ExampleAsync("pull_request", action, owner, name, cancellation);
        payload["number"] = number;
        JsonNode pull = payload["pull_request"]!;
        pull["number"] = number;
        pull["head"]!["sha"] = headSha;
        pull["base"]!["sha"] = baseSha;
        pull["head"]!["repo"]!["full_name"] = $"{owner}/{name}";
        pull["base"]!["repo"]!["full_name"] = $"{owner}/{name}";
        return payload;
    }

    /// <summary>A deployment that is ready at an address.</summary>
    public static async Task<JsonObject> DeploymentAsync(
        string owner, string name, string sha, string environmentUrl, CancellationToken cancellation = default)
    {
        JsonObject payload = await ExampleAsync("deployment_status", "created", owner, name, cancellation);
        payload["deployment"]!["sha"] = sha;
        payload["deployment_status"]!["state"] = "success";
        payload["deployment_status"]!["environment_url"] = environmentUrl;
        return payload;
    }

    private static async Task<JsonObject> ExampleAsync(string @event, string action, string owner, string name, CancellationToken cancellation)
    {
        IReadOnlyList<WebhookExample> examples = await WebhookExample.LoadAsync(cancellation);
        WebhookExample example = examples.Last(e => e.Event == @event && e.Action == action);
        JsonObject payload = JsonNode.Parse(example.Body)!.AsObject();
        payload["installation"] = new JsonObject { ["id"] = 1, ["node_id"] = "MDIz" };
        payload["repository"]!["name"] = name;
        payload["repository"]!["full_name"] = $"{owner}/{name}";
        payload["repository"]!["owner"]!["login"] = owner;
        return payload;
    }
}
