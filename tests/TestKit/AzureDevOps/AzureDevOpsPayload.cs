using System.Text.Json.Nodes;

namespace PerfFunctions.TestKit.AzureDevOps;

/// <summary>Service hooks as Azure DevOps sends them with all details of the resource.</summary>
public static class AzureDevOpsPayload
{
    /// <summary>A pull request that was created, or updated by anything.</summary>
    public static JsonObject PullRequest(string eventType, string head, string target, string id = "2ab4e3d3-b7a6-425e-92b1-5a9982c1269e") => new()
    {
        ["subscriptionId"] = "00000000-0000-0000-0000-000000000000",
        ["notificationId"] = 2,
        ["id"] = id,
        ["eventType"] = eventType,
        ["publisherId"] = "tfs",
        ["message"] = new JsonObject { ["text"] = "A pull request has changed" },
        ["resource"] = new JsonObject
        {
            ["repository"] = new JsonObject
            {
                ["id"] = "4bc14d40-c903-45e2-872e-0462c7748079",
                ["name"] = AzureDevOpsStandIn.Repository,
                ["project"] = new JsonObject { ["id"] = "6ce954b1-ce1f-45d1-b94d-e6bf2464ba2c", ["name"] = AzureDevOpsStandIn.Project },
                ["defaultBranch"] = "refs/heads/main",
            },
            ["pullRequestId"] = AzureDevOpsStandIn.PullRequest,
            ["status"] = "active",
            ["creationDate"] = "2026-03-01T11:00:00.0000000Z",
            ["title"] = "A faster cart",
            ["sourceRefName"] = "refs/heads/faster/cart",
            ["targetRefName"] = "refs/heads/main",
            ["mergeStatus"] = "succeeded",
            ["isDraft"] = false,
            ["lastMergeSourceCommit"] = new JsonObject { ["commitId"] = head },
            ["lastMergeTargetCommit"] = new JsonObject { ["commitId"] = target },
        },
        ["resourceVersion"] = "1.0",
        ["resourceContainers"] = new JsonObject { ["project"] = new JsonObject { ["id"] = "6ce954b1-ce1f-45d1-b94d-e6bf2464ba2c" } },
        ["createdDate"] = "2026-03-01T12:00:00.0000000Z",
    };
}
