using System.Text.Json.Nodes;
using PerfFunctions.App.CodeHosts.GitHub;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Markdown;

namespace PerfFunctions.App.CodeHosts.AzureDevOps;

/// <summary>
/// Threads on Azure DevOps, found again by a property that the page does not show. A good outcome closes the thread.
/// </summary>
internal sealed class AzureDevOpsThreads(AzureDevOpsClient client, AzureDevOpsOptions options) : IReportComments
{
    private const string Property = "PerfFunctions.Plan";

    /// <inheritdoc />
    public async Task NotifyAsync(PullRequestContext on, RunReport report, CancellationToken cancellationToken)
    {
        // A run that was cancelled has nothing to say, and a newer one may have spoken already.
        if (options.Comment == CommentMode.Off || report.Verdict.Outcome == RunOutcome.Cancelled)
        {
            return;
        }

        bool isGood = report.Verdict.Outcome is RunOutcome.Passed or RunOutcome.Warned;
        JsonNode? thread = await FindAsync(on, report.Plan, cancellationToken);
        string marker = $"{CommentMarker.Of(report.RunId)}\n";
        string text = marker + MarkdownReport.Render(report, MarkdownReport.GitHubLimit - marker.Length);
        if ((string?)thread?["comments"]![0]!["content"] is { } shown && CommentMarker.IsOfLater(shown, report.RunId))
        {
            return;
        }

        if (thread is not null)
        {
            await EditAsync(on, thread, text, isGood, cancellationToken);
        }
        else if (options.Comment == CommentMode.On || !isGood)
        {
            await client.WriteAsync(HttpMethod.Post, on, Threads(on), New(report.Plan, text, isGood), cancellationToken);
        }
    }

    private async Task EditAsync(
        PullRequestContext on, JsonNode thread, string text, bool isGood, CancellationToken cancellationToken)
    {
        string address = $"{Threads(on)}/{thread["id"]!.GetValue<int>()}";
        JsonNode first = thread["comments"]![0]!;
        if ((string?)first["content"] != text)
        {
            await client.WriteAsync(
                HttpMethod.Patch, on, $"{address}/comments/{first["id"]!.GetValue<int>()}", new JsonObject { ["content"] = text }, cancellationToken);
        }

        if ((string?)thread["status"] != Status(isGood))
        {
            await client.WriteAsync(HttpMethod.Patch, on, address, new JsonObject { ["status"] = Status(isGood) },
                cancellationToken);
        }
    }

    private async Task<JsonNode?> FindAsync(PullRequestContext on, string plan, CancellationToken cancellationToken)
    {
        JsonObject? all = await client.FindAsync(on, Threads(on), cancellationToken);
        return (all?["value"] as JsonArray)?.FirstOrDefault(thread =>
            (string?)thread?["properties"]?[Property]?["$value"] == plan && (bool?)thread["isDeleted"] != true &&
            thread["comments"] is JsonArray { Count: > 0 });
    }

    private static JsonObject New(string plan, string text, bool isGood) => new()
    {
        ["comments"] = new JsonArray(new JsonObject { ["parentCommentId"] = 0, ["content"] = text, ["commentType"] = "text" }),
        ["status"] = Status(isGood),
        ["properties"] = new JsonObject { [Property] = new JsonObject { ["$type"] = "System.String", ["$value"] = plan } },
    };

    private static string Status(bool isGood) => isGood ? "closed" : "active";

    private static string Threads(PullRequestContext on) => $"pullRequests/{on.Number}/threads";
}
