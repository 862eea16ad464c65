using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.EndToEnd.Tests.Support;

/// <summary>A service that speaks with a stand-in GitHub; one for the tests of a class.</summary>
public sealed class PullRequestFixture(ServiceFixture fixture) : IAsyncLifetime
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
