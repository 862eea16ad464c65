using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfFunctions.App.CodeHosts.GitHub.Webhooks;

/// <summary>The little that is read of a delivery, named as GitHub names it. Any part may be missing.</summary>
internal sealed record WebhookEvent(
    string? Action,
    WebhookInstallation? Installation,
    WebhookRepository? Repository,
    WebhookPullRequest? PullRequest,
    WebhookDeployment? Deployment,
    WebhookDeploymentStatus? DeploymentStatus,
    WebhookAccount? Sender,
    WebhookLabel? Label,
    WebhookCheckRun? CheckRun,
    WebhookRequestedAction? RequestedAction,
    WebhookCheckSuite? CheckSuite,
    WebhookIssue? Issue,
    WebhookComment? Comment,
    WebhookMergeGroup? MergeGroup)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Who sent it; no part of the delivery.</summary>
    [JsonIgnore]
    public WebhookSource From { get; private init; } = new(null, "", IsApp: true);

    /// <summary>Reads a delivery.</summary>
    /// <exception cref="JsonException">It is not JSON, or a part has another type.</exception>
    public static WebhookEvent Read(ReadOnlySpan<byte> body, WebhookSource from) =>
        (JsonSerializer.Deserialize<WebhookEvent>(body, Json) ?? throw new JsonException("The body is null.")) with { From = from };
}

/// <summary>Installation of the GitHub App that the delivery is for; missing in those of a plain repository webhook.</summary>
internal sealed record WebhookInstallation(long Id);

/// <summary>A repository.</summary>
internal sealed record WebhookRepository(string? Name, string? FullName, WebhookAccount? Owner, string? DefaultBranch);

/// <summary>A person or organisation.</summary>
internal sealed record WebhookAccount(string? Login);

/// <summary>A pull request.</summary>
internal sealed record WebhookPullRequest(int Number, bool? Draft, WebhookBranch? Head, WebhookBranch? Base, DateTimeOffset? UpdatedAt);

/// <summary>One end of a pull request; the repository is null when the fork has been deleted.</summary>
internal sealed record WebhookBranch(string? Ref, string? Sha, WebhookRepository? Repo);

/// <summary>A deployment.</summary>
internal sealed record WebhookDeployment(string? Ref, string? Sha, string? Environment, DateTimeOffset? CreatedAt);

/// <summary>How a deployment stands.</summary>
internal sealed record WebhookDeploymentStatus(string? State, string? EnvironmentUrl);

/// <summary>A label.</summary>
internal sealed record WebhookLabel(string? Name);

/// <summary>A check run; its external id is the run's.</summary>
internal sealed record WebhookCheckRun(string? ExternalId);

/// <summary>The button of a check that was pressed.</summary>
internal sealed record WebhookRequestedAction(string? Identifier);

/// <summary>All checks of an app on a commit.</summary>
internal sealed record WebhookCheckSuite(string? HeadSha);

/// <summary>An issue; a pull request is one that says so.</summary>
internal sealed record WebhookIssue(int Number, JsonElement? PullRequest);

/// <summary>A commit that a merge queue tries out; the base is what it would be merged into.</summary>
internal sealed record WebhookMergeGroup(string? HeadSha, string? HeadRef, string? BaseSha);

/// <summary>A comment.</summary>
internal sealed record WebhookComment(long Id, string? Body);
