namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>
/// A GitHub host and the App, or the owner of a token, that this service speaks as there; section <c>Perf:GitHub</c>.
/// Nothing set means no GitHub; once anything is set, <see cref="GitHubOptionsValidator"/> wants all of it.
/// </summary>
public sealed class GitHubOptions
{
    /// <summary>What to set, for who runs the service without GitHub.</summary>
    public const string Unset =
        "GitHub is not configured: set Perf:GitHub:WebhookSecret and Perf:GitHub:Token, or Perf:GitHub:AppId with " +
        "Perf:GitHub:PrivateKey (or PrivateKeyPath).";

    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Perf:GitHub";

    /// <summary>The app's id or client id.</summary>
    public string? AppId { get; set; }

    /// <summary>The app's private key: PEM, or the same in base64 for places that take one line only.</summary>
    public string? PrivateKey { get; set; }

    /// <summary>File that holds the private key, in place of <see cref="PrivateKey"/>.</summary>
    public string? PrivateKeyPath { get; set; }

    /// <summary>A token, in place of an App: runs show as commit statuses, and checks with their buttons there are none.</summary>
    public string? Token { get; set; }

    /// <summary>What webhook deliveries are signed with.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>What deliveries were signed with before: taken as well, so that the secret can be changed without losing any.</summary>
    public string? PreviousWebhookSecret { get; set; }

    /// <summary>Largest delivery that is read, bytes; GitHub itself sends none above 25 MB.</summary>
    public int MaxDeliveryBytes { get; set; } = 25 * 1024 * 1024;

    /// <summary>Where the REST API is; for GitHub Enterprise Server <c>https://{host}/api/v3/</c>.</summary>
    public string BaseAddress { get; set; } = "https://api.github.com/";

    /// <summary>Where a repository keeps its plan, from its root; further plans are in the folder of this name, without its ending.</summary>
    public string PlanPath { get; set; } = ".github/perf.yml";

    /// <summary>Name of the check that pull requests show, <c>{plan}</c> being the plan's; branch protection requires it by this name.</summary>
    public string CheckName { get; set; } = "{plan}";

    /// <summary>Label by which a person with write access vouches for one commit of a fork.</summary>
    public string ForkLabel { get; set; } = "perf";

    /// <summary>When a pull request gets a comment besides the check.</summary>
    public CommentMode Comment { get; set; } = CommentMode.On;

    /// <summary>Further hosts, or further Apps on the same one, by names of their own; each has all its settings itself.</summary>
    public Dictionary<string, GitHubOptions> Hosts { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether this host is configured, apart from further ones.</summary>
    public bool IsConfigured =>
        new[] { AppId, PrivateKey, PrivateKeyPath, WebhookSecret, Token }.Any(value => !string.IsNullOrWhiteSpace(value));

    /// <summary>Whether an App speaks, and not the owner of a token.</summary>
    internal bool IsApp => string.IsNullOrWhiteSpace(Token);

    /// <summary>This host, where it is configured, and the further ones by their names.</summary>
    internal IEnumerable<(string? Name, GitHubOptions Options)> All() =>
        Hosts.Select(host => ((string?)host.Key.ToLowerInvariant(), host.Value)).Prepend((null, this))
            .Where(host => host.Item1 is not null || IsConfigured);

    /// <summary>The check's name for a plan; a plan that could not be read goes by the name of its file.</summary>
    internal string CheckNameOf(string plan, PullRequestContext on) => CheckName.Replace(
        "{plan}", plan.Contains(':', StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(on.PlanPath ?? PlanPath) : plan,
        StringComparison.Ordinal);
}

/// <summary>When a pull request gets a comment.</summary>
public enum CommentMode
{
    /// <summary>With every verdict.</summary>
    On,

    /// <summary>Never.</summary>
    Off,

    /// <summary>Once a verdict is bad, and from then on.</summary>
    OnFailure,
}
