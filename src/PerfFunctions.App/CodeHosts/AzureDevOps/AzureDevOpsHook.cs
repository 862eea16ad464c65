using System.Text.Json;
using System.Text.RegularExpressions;
using PerfFunctions.Api;
using PerfFunctions.App.CodeHosts.GitHub.Webhooks;
using PerfFunctions.App.Http;

namespace PerfFunctions.App.CodeHosts.AzureDevOps;

/// <summary>The little that is read of a service hook, named as Azure DevOps names it. Any part may be missing.</summary>
internal sealed partial record AzureDevOpsHook(string? Id, string? EventType, DateTimeOffset? CreatedDate, HookPullRequest? Resource)
{
    /// <summary>
    /// Decides what a hook starts: a run of an open pull request that is neither a draft nor from a fork, or nothing.
    /// </summary>
    /// <param name="body">The body, its sender verified.</param>
    public static WebhookDecision Read(ReadOnlySpan<byte> body)
    {
        try
        {
            AzureDevOpsHook? hook = JsonSerializer.Deserialize<AzureDevOpsHook>(body, JsonSerializerOptions.Web);
            return hook is null ? Refuse("it is null") : hook.Decide() with { Sender = hook.Resource?.CreatedBy?.UniqueName };
        }
        catch (JsonException e)
        {
            return Refuse(e.Message);
        }
    }

    /// <summary>
    /// The idempotency key of the hook's run. Azure DevOps also reports votes and new titles as updates; only a commit
    /// that was not there before has something new to measure.
    /// </summary>
    public static string ClaimOf(PullRequestContext of) => $"{of.Owner}/{of.Repository}#{of.Number}@{of.HeadSha}".ToLowerInvariant();

    private WebhookDecision Decide()
    {
        if (EventType is not ("git.pullrequest.created" or "git.pullrequest.updated"))
        {
            return WebhookDecision.Ignore("this event does not start runs");
        }

        if (Resource is { Status: not "active" } or { IsDraft: true } or { ForkSource: not null })
        {
            return WebhookDecision.Ignore("the pull request is closed, is a draft or comes from a fork");
        }

        HookRepository? repository = Resource?.Repository;
        string? target = Resource?.LastMergeTargetCommit?.CommitId;
        FieldProblem[] problems =
        [
            .. new[]
            {
                string.IsNullOrEmpty(Id) ? WebhookFields.Missing("id") : null,
                Resource?.PullRequestId > 0 ? null : WebhookFields.Missing("resource.pullRequestId"),
                Name("resource.repository.project.name", repository?.Project?.Name),
                Name("resource.repository.name", repository?.Name),
                WebhookFields.Sha("resource.lastMergeSourceCommit.commitId", Resource?.LastMergeSourceCommit?.CommitId),
                WebhookFields.Sha("resource.lastMergeTargetCommit.commitId", target),
            }.OfType<FieldProblem>(),
        ];
        return problems.Length > 0 ? WebhookDecision.Refuse(problems) : WebhookDecision.Run(RunTrigger.PullRequest, new PullRequestContext
        {
            Host = CodeHostNames.AzureDevOps,
            InstallationId = 0,
            Owner = repository!.Project!.Name!,
            Repository = repository.Name!,
            HeadSha = Resource!.LastMergeSourceCommit!.CommitId!.ToLowerInvariant(),
            BaseSha = target,
            Number = Resource.PullRequestId,
            Branch = Resource.SourceRefName?.StartsWith(Heads, StringComparison.Ordinal) == true ? Resource.SourceRefName[Heads.Length..] : null,
            ChangedAt = CreatedDate,
        });
    }

    private const string Heads = "refs/heads/";

    private static WebhookDecision Refuse(string reason) => WebhookDecision.Refuse(
        new FieldProblem(
            "body", null, $"is not the JSON of a service hook: {reason}", "the body that Azure DevOps sends, with all details of the resource"));

    private static FieldProblem? Name(string field, string? value) =>
        value is not (null or "." or "..") && NameForm().IsMatch(value)
            ? null
            : new FieldProblem(field, value, "is not a valid name in Azure DevOps", "1 to 64 letters, digits, spaces, '.', '_', '-' and brackets");

    [GeneratedRegex(@"^[\p{L}\p{N}._() -]{1,64}\z")]
    private static partial Regex NameForm();
}

/// <summary>A pull request. Its merge commits are those that it would be merged of as it stands.</summary>
internal sealed record HookPullRequest(
    int PullRequestId, string? Status, bool? IsDraft, string? SourceRefName, HookRepository? Repository, HookCommit? LastMergeSourceCommit,
    HookCommit? LastMergeTargetCommit, JsonElement? ForkSource, HookPerson? CreatedBy);

/// <summary>Whose pull request it is.</summary>
internal sealed record HookPerson(string? UniqueName);

/// <summary>A repository.</summary>
internal sealed record HookRepository(string? Name, HookProject? Project);

/// <summary>A project.</summary>
internal sealed record HookProject(string? Name);

/// <summary>A commit.</summary>
internal sealed record HookCommit(string? CommitId);
