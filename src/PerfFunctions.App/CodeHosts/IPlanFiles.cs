using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.App.CodeHosts;

/// <summary>Reads plans at the base commit, so that no pull request changes what it is judged by.</summary>
public interface IPlanFiles
{
    /// <summary>
    /// Paths of the files that may be plans in order: the plan file, then plans of the folder of the same name, then its k6 scripts.
    /// </summary>
    Task<IReadOnlyList<string>> ListAsync(PullRequestContext of, CancellationToken cancellationToken);

    /// <summary>The text of the plan file; null when there is none.</summary>
    Task<string?> FindAsync(PullRequestContext of, CancellationToken cancellationToken);

    /// <summary>
    /// A file beside the plan, at the same commit; null when there is none. A symbolic link, whose target may be anywhere, and a
    /// file that is too large cannot be used.
    /// </summary>
    /// <param name="of">The plan.</param>
    /// <param name="path">Path from the plan's folder on; see <see cref="PlanFilePath"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<PlanFile?> FindFileAsync(PullRequestContext of, string path, CancellationToken cancellationToken);
}
