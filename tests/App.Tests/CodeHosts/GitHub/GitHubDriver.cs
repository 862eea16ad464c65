using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.Reports.Figures;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.App.Tests.CodeHosts.GitHub;

/// <summary>The real pull-request side, speaking with a stand-in GitHub; both go by one clock that stands still.</summary>
internal sealed class GitHubDriver : IAsyncDisposable
{
    public const string HeadSha = "1111111111111111111111111111111111111111";
    public const string BaseSha = "2222222222222222222222222222222222222222";

    private readonly ServiceProvider _services;

    private GitHubDriver(GitHubStandIn github, FakeTimeProvider time, (string Key, string? Value)[] settings)
    {
        (GitHub, Time) = (github, time);
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.GroupBy(s => s.Key).ToDictionary(s => s.Key, s => s.Last().Value)).Build();
        _services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddPullRequests(configuration).BuildServiceProvider();
    }

    public GitHubStandIn GitHub { get; }

    public FakeTimeProvider Time { get; }

    public CodeHost Host => _services.GetRequiredService<ICodeHosts>().Of(PullRequest);

    public PullRequestContext PullRequest { get; } = new()
    {
        InstallationId = 7,
        Owner = "octo",
        Repository = "shop",
        HeadSha = HeadSha,
        BaseSha = BaseSha,
        Number = 17,
        Branch = "faster",
    };

    public static Task<GitHubDriver> StartAsync(params (string Key, string? Value)[] settings) => StartAsync(github => github.Settings, settings);

    /// <summary>With a person's token in place of an App.</summary>
    public static Task<GitHubDriver> StartWithTokenAsync(params (string Key, string? Value)[] settings) =>
        StartAsync(github => github.TokenSettings, settings);

    private static async Task<GitHubDriver> StartAsync(
        Func<GitHubStandIn, IReadOnlyDictionary<string, string?>> of, (string Key, string? Value)[] settings)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        GitHubStandIn github = await GitHubStandIn.StartAsync(time, TestContext.Current.CancellationToken);
        return new GitHubDriver(github, time, [.. of(github).Select(s => (s.Key, s.Value)), .. settings]);
    }

    public Task<string?> FindPlanAsync(PullRequestContext? of = null) =>
        Host.Plans.FindAsync(of ?? PullRequest, TestContext.Current.CancellationToken);

    public Task AnnounceAsync(string runId = "run-1") => Host.Statuses.AnnounceAsync(
        PullRequest,
        new CheckAnnouncement(runId, "shop", $"https://perf.example/runs/{runId}", Time.GetUtcNow()),
        TestContext.Current.CancellationToken);

    public Task CompleteAsync(RunReport report, string headSha = HeadSha) =>
        Host.CompleteAsync(PullRequest with { HeadSha = headSha }, report, TestContext.Current.CancellationToken);

    /// <summary>How often an operation was called, e.g. <c>POST /repos</c>.</summary>
    public int Calls(string operation) => GitHub.Requests.Count(r => r.Operation?.StartsWith(operation, StringComparison.Ordinal) == true);

    /// <summary>Ends, and fails the test when a request departed from GitHub's description.</summary>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await GitHub.DisposeAsync();
        Assert.Empty(GitHub.Violations);
    }
}
