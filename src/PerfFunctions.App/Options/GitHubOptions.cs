namespace PerfFunctions.App.Options;

/// <summary>
/// The GitHub App that this service speaks as, section <c>Perf:GitHub</c>. Nothing set means no GitHub;
/// once anything is set, <see cref="GitHubOptionsValidator"/> wants all of it.
/// </summary>
public sealed class GitHubOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Perf:GitHub";

    /// <summary>The app's id or client id.</summary>
    public string? AppId { get; set; }

    /// <summary>The app's private key: PEM, or the same in base64 for places that take one line only.</summary>
    public string? PrivateKey { get; set; }

    /// <summary>File that holds the private key, in place of <see cref="PrivateKey"/>.</summary>
    public string? PrivateKeyPath { get; set; }

    /// <summary>What webhook deliveries are signed with.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>Where the REST API is; for GitHub Enterprise Server <c>https://{host}/api/v3/</c>.</summary>
    public string BaseAddress { get; set; } = "https://api.github.com/";

    /// <summary>Where a repository keeps its plan, from its root.</summary>
    public string PlanPath { get; set; } = ".github/perf.yml";

    /// <summary>Name of the check that pull requests show; branch protection requires it by this name.</summary>
    public string CheckName { get; set; } = "performance";

    /// <summary>Whether a GitHub App is configured.</summary>
    public bool IsConfigured =>
        new[] { AppId, PrivateKey, PrivateKeyPath, WebhookSecret }.Any(value => !string.IsNullOrWhiteSpace(value));
}
