using System.Collections.Concurrent;
using PerfFunctions.App.GitHub;
using PerfFunctions.Engine.Reports;

namespace PerfFunctions.App.Tests.Parts;

/// <summary>The place where pull requests live, in memory: one check a run, as the real one keeps it.</summary>
internal sealed class TestPullRequests : IPullRequests
{
    public string? Plan { get; set; }

    public Exception? Broken { get; set; }

    public ConcurrentDictionary<string, RunReport?> Checks { get; } = new();

    public Task<string?> FindPlanAsync(PullRequestContext pullRequest, CancellationToken cancellation) =>
        Broken is null ? Task.FromResult(Plan) : Task.FromException<string?>(Broken);

    public Task AnnounceAsync(PullRequestContext pullRequest, CheckAnnouncement announcement, CancellationToken cancellation)
    {
        Checks.TryAdd(announcement.RunId, null);
        return Task.CompletedTask;
    }

    public Task CompleteAsync(PullRequestContext pullRequest, RunReport report, CancellationToken cancellation)
    {
        Checks[report.RunId] = report;
        return Task.CompletedTask;
    }
}
