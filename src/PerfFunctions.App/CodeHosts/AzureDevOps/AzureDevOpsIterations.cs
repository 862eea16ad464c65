using System.Text.Json.Nodes;

namespace PerfFunctions.App.CodeHosts.AzureDevOps;

/// <summary>Azure DevOps counts the pushes of a pull request; statuses and changes belong to one of them.</summary>
internal sealed class AzureDevOpsIterations(AzureDevOpsClient client)
{
    /// <summary>Number of the push whose head is the run's commit; null when there is none.</summary>
    public async Task<int?> FindAsync(PullRequestContext of, CancellationToken cancellationToken)
    {
        JsonObject? all = await client.FindAsync(of, $"pullRequests/{of.Number}/iterations", cancellationToken);
        return (all?["value"] as JsonArray)?.LastOrDefault(iteration => (string?)iteration?["sourceRefCommit"]?["commitId"] == of.HeadSha)?["id"]
            ?.GetValue<int>();
    }
}
