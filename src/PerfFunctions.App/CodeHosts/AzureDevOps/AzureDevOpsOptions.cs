using PerfFunctions.App.CodeHosts.GitHub;

namespace PerfFunctions.App.CodeHosts.AzureDevOps;

/// <summary>
/// The organisation of Azure DevOps whose pull requests are measured, section <c>Perf:AzureDevOps</c>. Nothing set means
/// none; once anything is set, <see cref="AzureDevOpsOptionsValidator"/> wants all of it.
/// </summary>
public sealed class AzureDevOpsOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Perf:AzureDevOps";

    /// <summary>Address of the organisation or collection: <c>https://dev.azure.com/{organisation}</c>.</summary>
    public string? BaseAddress { get; set; }

    /// <summary>Personal access token with the scopes Code (read) and Code (status), and Pull Request Threads (read and write).</summary>
    public string? Token { get; set; }

    /// <summary>User that service hooks come as, by basic authentication.</summary>
    public string? WebhookUser { get; set; }

    /// <summary>Password that service hooks come with.</summary>
    public string? WebhookPassword { get; set; }

    /// <summary>The password before: taken as well, so that it can be changed without losing a hook.</summary>
    public string? PreviousWebhookPassword { get; set; }

    /// <summary>Largest hook that is read, bytes.</summary>
    public int MaxDeliveryBytes { get; set; } = 1024 * 1024;

    /// <summary>Where a repository keeps its plan, from its root; further plans are in the folder of this name, without its ending.</summary>
    public string PlanPath { get; set; } = ".azuredevops/perf.yml";

    /// <summary>When a pull request gets a thread besides the status.</summary>
    public CommentMode Comment { get; set; } = CommentMode.On;

    /// <summary>Whether an organisation is configured.</summary>
    public bool IsConfigured =>
        new[] { BaseAddress, Token, WebhookUser, WebhookPassword }.Any(value => !string.IsNullOrWhiteSpace(value));
}
