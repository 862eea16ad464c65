using Octokit;
using Octokit.Internal;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>Clients of one host's REST API: by the token that is set, else one for the app itself and one an installation.</summary>
public sealed class GitHubClients : IDisposable
{
    // An activity may wait, but not so long that a run's end hangs on one call.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly HttpClientAdapter _http = new(HttpMessageHandlerFactory.CreateDefault);
    private readonly Uri _base;
    private readonly string? _token;
    private readonly AppTokens? _app;
    private readonly InstallationTokens _tokens;
    private readonly TimeProvider _time;

    /// <summary>Prepares the clients; nothing is called yet.</summary>
    public GitHubClients(GitHubOptions options, TimeProvider time)
    {
        _base = new Uri(options.BaseAddress.TrimEnd('/') + "/");
        _http.SetRequestTimeout(Timeout);
        _time = time;
        _token = options.IsApp ? null : options.Token;
        _app = options.IsApp ? new AppTokens(options, time) : null;
        _tokens = new InstallationTokens(installation => RequestTokenAsync(ClientFor(new AppCredentials(_app!)), installation), time);
    }

    /// <summary>Calls GitHub on behalf of an installation.</summary>
    /// <param name="installation">The installation.</param>
    /// <param name="call">What is called, for messages, e.g. <c>create check run in octo/shop</c>.</param>
    /// <param name="action">The call.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="CodeHostCallException">It did not come through.</exception>
    public async Task<T> CallAsync<T>(long installation, string call, Func<IGitHubClient, Task<T>> action, CancellationToken cancellationToken)
    {
        try
        {
            return await action(ClientFor(CredentialsFor(installation))).WaitAsync(cancellationToken);
        }
        catch (AuthorizationException e)
        {
            // GitHub may take a token back before its time; the next try gets a new one.
            _tokens.Forget(installation);
            throw CodeHostCallException.Of(call, e, _time.GetUtcNow());
        }
        catch (Exception e) when (e is not CodeHostCallException && !cancellationToken.IsCancellationRequested)
        {
            throw CodeHostCallException.Of(call, e, _time.GetUtcNow());
        }
    }

    /// <summary>Calls GitHub about a repository, on behalf of its installation.</summary>
    /// <exception cref="CodeHostCallException">It did not come through.</exception>
    internal Task<T> CallAsync<T>(PullRequestContext about, string call, Func<IGitHubClient, Task<T>> action, CancellationToken cancellationToken) =>
        CallAsync(about.InstallationId, $"{call} in {about.Owner}/{about.Repository}", action, cancellationToken);

    /// <inheritdoc />
    public void Dispose()
    {
        _http.Dispose();
        _app?.Dispose();
    }

    private ICredentialStore CredentialsFor(long installation) =>
        _token is null ? new InstallationCredentials(_tokens, installation) : new TokenCredentials(_token);

    // Its failures are separate from those of the call that needs the token: a 404 here is not a missing file.
    private async Task<AccessToken> RequestTokenAsync(GitHubClient app, long installation)
    {
        try
        {
            return await app.GitHubApps.CreateInstallationToken(installation);
        }
        catch (Exception e)
        {
            throw CodeHostCallException.Of($"create access token of installation {installation}", e, _time.GetUtcNow());
        }
    }

    private GitHubClient ClientFor(ICredentialStore credentials) =>
        new(new Connection(new ProductHeaderValue("PerfFunctions"), _base, credentials, _http, new SimpleJsonSerializer()));

    private sealed class AppCredentials(AppTokens tokens) : ICredentialStore
    {
        public Task<Credentials> GetCredentials() => Task.FromResult(new Credentials(tokens.Create(), AuthenticationType.Bearer));
    }

    private sealed class TokenCredentials(string token) : ICredentialStore
    {
        public Task<Credentials> GetCredentials() => Task.FromResult(new Credentials(token, AuthenticationType.Bearer));
    }

    private sealed class InstallationCredentials(InstallationTokens tokens, long installation) : ICredentialStore
    {
        public async Task<Credentials> GetCredentials() => new(await tokens.GetAsync(installation), AuthenticationType.Oauth);
    }
}
