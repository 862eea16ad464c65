using System.Text.Json.Nodes;

namespace PerfFunctions.TestKit.GitHub;

/// <summary>Payloads made of GitHub's examples, with what a test cares about put in.</summary>
public static class WebhookPayload
{
    /// <summary>A pull request of a repository's own branch.</summary>
    public static async Task<JsonObject> PullRequestAsync(
        string action, string owner, string name, int number, string headSha, string baseSha, CancellationToken cancellationToken = default)
    {
        JsonObject payload = await ExampleAsync("pull_request", action, owner, name, cancellationToken);
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
        string owner, string name, string sha, string environmentUrl, CancellationToken cancellationToken = default)
    {
        JsonObject payload = await ExampleAsync("deployment_status", "created", owner, name, cancellationToken);
        payload["deployment"]!["sha"] = sha;
        payload["deployment_status"]!["state"] = "success";
        payload["deployment_status"]!["environment_url"] = environmentUrl;
        return payload;
    }

    /// <summary>A button of a check that was pressed, or "Re-run" (<paramref name="button"/> null).</summary>
    public static async Task<JsonObject> CheckAsync(
        string owner, string name, string runId, string? button, string sender = "octocat", CancellationToken cancellationToken = default)
    {
        JsonObject payload = await ExampleAsync("check_run", button is null ? "rerequested" : "requested_action", owner, name, cancellationToken);
        payload["check_run"]!["external_id"] = runId;
        payload["sender"]!["login"] = sender;
        if (button is not null)
        {
            payload["requested_action"] = new JsonObject { ["identifier"] = button };
        }

        return payload;
    }

    /// <summary>"Re-run all checks" of a commit.</summary>
    public static async Task<JsonObject> CheckSuiteAsync(
        string owner, string name, string sha, string sender = "octocat", CancellationToken cancellationToken = default)
    {
        JsonObject payload = await ExampleAsync("check_suite", "rerequested", owner, name, cancellationToken);
        payload["check_suite"]!["head_sha"] = sha;
        payload["sender"]!["login"] = sender;
        return payload;
    }

    /// <summary>A comment on a pull request.</summary>
    public static async Task<JsonObject> CommentAsync(
        string owner, string name, int number, string text, string sender = "octocat",
            CancellationToken cancellationToken = default)
    {
        JsonObject payload = await ExampleAsync("issue_comment", "created", owner, name, cancellationToken);
        payload["issue"]!["number"] = number;
        payload["issue"]!["pull_request"] = new JsonObject { ["url"] = "https://github.example/pull" };
        payload["comment"]!["body"] = text;
        payload["sender"]!["login"] = sender;
        return payload;
    }

    /// <summary>A commit that a merge queue tries out.</summary>
    public static async Task<JsonObject> MergeGroupAsync(
        string action, string owner, string name, string headSha, string baseSha, CancellationToken cancellationToken = default)
    {
        JsonObject payload = await ExampleAsync("merge_group", "checks_requested", owner, name, cancellationToken);
        payload["action"] = action;
        payload["merge_group"]!["head_sha"] = headSha;
        payload["merge_group"]!["base_sha"] = baseSha;
        return payload;
    }

    private static async Task<JsonObject> ExampleAsync(string @event, string action, string owner, string name, CancellationToken cancellationToken)
    {
        IReadOnlyList<WebhookExample> examples = await WebhookExample.LoadAsync(cancellationToken);
        WebhookExample example = examples.Last(e => e.Event == @event && e.Action == action);
        JsonObject payload = JsonNode.Parse(example.Body)!.AsObject();
        payload["installation"] = new JsonObject { ["id"] = 1, ["node_id"] = "MDIz" };
        payload["repository"]!["name"] = name;
        payload["repository"]!["full_name"] = $"{owner}/{name}";
        payload["repository"]!["owner"]!["login"] = owner;
        return payload;
    }
}
