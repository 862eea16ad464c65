using System.Collections.Concurrent;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.App.Tests.Parts;

/// <summary>The place where pull requests live, in memory: one check a run, as the real one keeps it.</summary>
internal sealed class TestPullRequests : ICodeHosts, IPlanFiles, IPullRequests, IUsers, ICommitStatuses, IReportComments
{
    public string? Plan { get; set; }

    public Exception? Broken { get; set; }

    /// <summary>Further plans by their paths.</summary>
    public Dictionary<string, string> More { get; } = [];

    /// <summary>Files beside the plans, by their paths in the repository.</summary>
    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>What the next calls fail with.</summary>
    public ConcurrentQueue<CodeHostCallException> Failures { get; } = new();

    /// <summary>What every call fails with; null for none.</summary>
    public CodeHostCallException? Down { get; set; }

    /// <summary>What completing a check fails with, unforeseen; null for nothing.</summary>
    public Exception? Fault { get; set; }

    public HashSet<string> Writers { get; } = ["octocat"];

    /// <summary>What the place knows of the pull request; null for closed.</summary>
    public PullRequestContext? Open { get; set; }

    /// <summary>What the place finds for a commit; null for none.</summary>
    public PullRequestContext? OfCommit { get; set; }

    /// <summary>Whether the commit is known to be the repository's own.</summary>
    public bool IsHeld { get; set; } = true;

    /// <summary>What the pull request changes; null where it cannot be told.</summary>
    public IReadOnlyCollection<string>? Changed { get; set; }

    /// <summary>Why plans were skipped, by run.</summary>
    public ConcurrentDictionary<string, string> Skipped { get; } = new();

    public ConcurrentQueue<string> Said { get; } = new();

    public ConcurrentDictionary<string, RunReport?> Checks { get; } = new();

    public CodeHost Of(PullRequestContext pullRequest) =>
        new() { Plans = this, PullRequests = this, Users = this, Statuses = this, Comments = this };

    public Task<IReadOnlyList<string>> ListAsync(PullRequestContext pullRequest, CancellationToken cancellationToken) =>
        Broken is not null ? Task.FromException<IReadOnlyList<string>>(Broken) : Answer(() => PlanPaths.Of(Plan is null ? null : ".github/perf.yml", More.Keys.Concat(Files.Keys.Where(f => Path.GetDirectoryName(f) == ".github/perf"))));

    public Task<string?> FindAsync(PullRequestContext pullRequest, CancellationToken cancellationToken) =>
        Broken is not null ? Task.FromException<string?>(Broken) : Answer(() => More.GetValueOrDefault(pullRequest.PlanPath ?? "", Plan!)?.ToString());

    public Task<PlanFile?> FindFileAsync(PullRequestContext pullRequest, string path, CancellationToken cancellationToken) =>
        Answer(() => Files.GetValueOrDefault(PlanFilePath.Beside(pullRequest.PlanPath ?? ".github/perf.yml", path)) is { } content ? PlanFile.Of(path, content) : null);

    public Task<PullRequestContext?> FindOpenAsync(PullRequestContext where, CancellationToken cancellationToken) => Answer(() => Open);

    public Task<PullRequestContext?> FindOfCommitAsync(PullRequestContext where, CancellationToken cancellationToken) => Answer(() => OfCommit);

    public Task<bool> IsHeldAsync(PullRequestContext where, CancellationToken cancellationToken) => Answer(() => IsHeld);

    public Task<IReadOnlyCollection<string>?> ListChangedAsync(PullRequestContext pullRequest, CancellationToken cancellationToken) => Answer(() => Changed);

    public Task SkipAsync(PullRequestContext pullRequest, CheckAnnouncement announcement, string reason, CancellationToken cancellationToken) =>
        Answer(() => Skipped[announcement.RunId] = $"{announcement.Plan}: {reason}");

    public Task<bool> MayWriteAsync(PullRequestContext where, string login, CancellationToken cancellationToken) => Answer(() => Writers.Contains(login));

    public Task ReactAsync(PullRequestContext where, long comment, bool isDone, CancellationToken cancellationToken) =>
        Answer(() => Say($"{comment} {(isDone ? "eyes" : "confused")}"));

    public Task SayAcceptedAsync(PullRequestContext pullRequest, string runId, string plan, string login, CancellationToken cancellationToken) =>
        Answer(() => Say($"{plan} accepted by {login}"));

    public Task AnnounceAsync(PullRequestContext pullRequest, CheckAnnouncement announcement, CancellationToken cancellationToken) =>
        Answer(() => Checks.TryAdd(announcement.RunId, null));

    public Task CompleteAsync(PullRequestContext pullRequest, RunReport report, CancellationToken cancellationToken) =>
        Fault is not null ? Task.FromException(Fault) : Answer(() => Checks[report.RunId] = report);

    public Task NotifyAsync(PullRequestContext on, RunReport report, CancellationToken cancellationToken) => Task.CompletedTask;

    private bool Say(string what)
    {
        Said.Enqueue(what);
        return true;
    }

    private Task<T> Answer<T>(Func<T> answer) =>
        Down is not null ? Task.FromException<T>(Down)
        : Failures.TryDequeue(out CodeHostCallException? failure) ? Task.FromException<T>(failure)
        : Task.FromResult(answer());
}
