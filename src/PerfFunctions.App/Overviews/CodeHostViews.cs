using PerfFunctions.Api.Settings;
using PerfFunctions.App.CodeHosts.AzureDevOps;
using PerfFunctions.App.CodeHosts.GitHub;

namespace PerfFunctions.App.Overviews;

/// <summary>Makes views of code hosts; no secret is in them.</summary>
internal static class CodeHostViews
{
    /// <summary>GitHub, its further hosts, and Azure DevOps; each kind once, even if it is not configured.</summary>
    public static IReadOnlyList<ConnectedCodeHost> Of(GitHubOptions github, AzureDevOpsOptions azure) =>
    [
        .. github.All().Select(host => GitHub(host.Name, host.Options)).DefaultIfEmpty(Missing("GitHub", "/api/github/webhook")),
        azure.IsConfigured
            ? new ConnectedCodeHost("Azure DevOps", null, azure.BaseAddress, true, "token", "/api/azuredevops/webhook")
            : Missing("Azure DevOps", "/api/azuredevops/webhook"),
    ];

    private static ConnectedCodeHost GitHub(string? name, GitHubOptions host) => new(
        "GitHub", name, host.BaseAddress, true, host.IsApp ? "App" : "token", name is null ? "/api/github/webhook" : $"/api/github/webhook/{name}");

    private static ConnectedCodeHost Missing(string kind, string webhook) => new(kind, null, null, false, null, webhook);
}
