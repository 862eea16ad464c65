using System.Text.Json;

namespace PerfFunctions.App.GitHub;

/// <summary>The little that is read of a delivery, named as GitHub names it. Any part may be missing.</summary>
internal sealed record WebhookEvent(
    string? Action,
    WebhookInstallation? Installation,
    WebhookRepository? Repository,
    WebhookPullRequest? PullRequest,
    WebhookDeployment? Deployment,
    WebhookDeploymentStatus? DeploymentStatus)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Reads a delivery.</summary>
    /// <exception cref="JsonException">It is not JSON, or a part has another type.</exception>
    public static WebhookEvent Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize<WebhookEvent>(body, Json) ?? throw new JsonException("The body is null.");
}

/// <summary>Installation of the GitHub App that the delivery is for; missing in those of a plain repository webhook.</summary>
internal sealed record WebhookInstallation(long Id);

/// <summary>A repository.</summary>
internal sealed record WebhookRepository(string? Name, string? FullName, WebhookAccount? Owner);

/// <summary>A person or organisation.</summary>
internal sealed record WebhookAccount(string? Login);

/// <summary>A pull request.</summary>
internal sealed record WebhookPullRequest(int Number, bool? Draft, WebhookBranch? Head, WebhookBranch? Base);

/// <summary>One end of a pull request; the repository is null when the fork has been deleted.</summary>
internal sealed record WebhookBranch(string? Ref, string? Sha, WebhookRepository? Repo);

/// <summary>A deployment.</summary>
internal sealed record WebhookDeployment(string? Ref, string? Sha);

/// <summary>How a deployment stands.</summary>
internal sealed record WebhookDeploymentStatus(string? State, string? EnvironmentUrl);
