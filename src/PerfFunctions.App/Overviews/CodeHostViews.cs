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
            ? new ConnectedCodeHost("Azure DevOps", null, WithoutUser(azure.BaseAddress), true, "token", "/api/azuredevops/webhook")
            : Missing("Azure DevOps", "/api/azuredevops/webhook"),
    ];

    private static ConnectedCodeHost GitHub(string? name, GitHubOptions host) => new(
        "GitHub", name, WithoutUser(host.BaseAddress), true, host.IsApp ? "App" : "token", name is null ? "/api/github/webhook" : $"/api/github/webhook/{name}");

    private static ConnectedCodeHost Missing(string kind, string webhook) => new(kind, null, null, false, null, webhook);

    // An address may hold a user and a password.
    private static string? WithoutUser(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) ? new UriBuilder(uri) { UserName = "", Password = "", Query = "", Fragment = "" }.Uri.AbsoluteUri : null;
}
