namespace PerfFunctions.App.CodeHosts.GitHub.Webhooks;

/// <summary>The host whose secret a delivery must be signed with.</summary>
/// <param name="Name">Its name in the settings; null for the one that stands in <c>Perf:GitHub</c> itself.</param>
/// <param name="Options">Its settings.</param>
internal sealed record WebhookHost(string? Name, GitHubOptions Options)
{
    /// <summary>
    /// The host that the route names; else the one whose address a GitHub Enterprise Server says is its own; else the
    /// one in <c>Perf:GitHub</c> itself, or the only one. Null when it is none of these. Anyone can claim to be any host:
    /// only its signature shows.
    /// </summary>
    public static WebhookHost? Find(GitHubOptions options, string? called, string? enterprise)
    {
        WebhookHost[] all = [.. options.All().Select(host => new WebhookHost(host.Name, host.Options))];
        if (!string.IsNullOrEmpty(called))
        {
            return all.FirstOrDefault(host => string.Equals(host.Name, called, StringComparison.OrdinalIgnoreCase));
        }

        return all.FirstOrDefault(host => enterprise is not null && host.IsAt(enterprise)) ??
            all.FirstOrDefault(host => host.Name is null) ??
            (all.Length == 1 ? all[0] : null);
    }

    private bool IsAt(string authority) =>
        Uri.TryCreate(Options.BaseAddress, UriKind.Absolute, out Uri? address) &&
        (string.Equals(address.Host, authority, StringComparison.OrdinalIgnoreCase) ||
            string.Equals(address.Authority, authority, StringComparison.OrdinalIgnoreCase));
}
