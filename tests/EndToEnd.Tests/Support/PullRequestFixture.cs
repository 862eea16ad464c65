using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.EndToEnd.Tests.Support;

/// <summary>A service that speaks with a stand-in GitHub.</summary>
public class PullRequestFixture(ServiceFixture fixture) : IAsyncLifetime
{
    public GitHubStandIn Github { get; private set; } = null!;

    public ServiceProcess Service { get; private set; } = null!;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        if (ServiceFixture.IsGiven)
        {
            return;
        }

        Github = await GitHubStandIn.StartAsync();
        Service = new ServiceProcess(
            fixture.Storage, Github.Settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!));
        await Service.StartAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Service is not null)
        {
            await Service.DisposeAsync();
        }

        if (Github is not null)
        {
            await Github.DisposeAsync();
        }
    }
}

/// <summary>The tests of pull requests that leave the service and the stand-in alone, and share both.</summary>
[CollectionDefinition(nameof(PullRequests))]
public sealed class PullRequests : ICollectionFixture<PullRequestFixture>;
