using Microsoft.Extensions.Options;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.CodeHosts.AzureDevOps;
using PerfFunctions.App.CodeHosts.GitHub;

namespace PerfFunctions.App;

/// <summary>All code hosts; each run is reported to the one that it came from.</summary>
internal sealed class CodeHostRouter : ICodeHosts, IDisposable
{
    private readonly Dictionary<string, CodeHost> _hosts = [];
    private readonly List<IDisposable> _clients = [];

    /// <summary>Prepares every host that is configured; nothing is called yet.</summary>
    /// <exception cref="InvalidOperationException">A GitHub App's key cannot be read.</exception>
    public CodeHostRouter(IOptions<GitHubOptions> github, IOptions<AzureDevOpsOptions> azure, TimeProvider time)
    {
        foreach ((string? name, GitHubOptions options) in github.Value.All())
        {
            _hosts.Add(name ?? "", GitHubHost.Of(options, Owned(new GitHubClients(options, time))));
        }

        if (azure.Value.IsConfigured)
        {
            AzureDevOpsClient client = Owned(new AzureDevOpsClient(azure.Value, time));
            _hosts.Add(CodeHostNames.AzureDevOps, AzureDevOpsHost.Of(azure.Value, client));
        }
    }

    // A run may outlive the settings of its host.
    public CodeHost Of(PullRequestContext pullRequest) =>
        _hosts.TryGetValue(pullRequest.Host ?? "", out CodeHost? host) ? host
        : pullRequest.Host is null ? throw new InvalidOperationException(GitHubOptions.Unset)
        : throw new InvalidOperationException(
            $"The code host '{pullRequest.Host}' that the run came from is no longer configured.");

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    private T Owned<T>(T client)
        where T : IDisposable
    {
        _clients.Add(client);
        return client;
    }
}
