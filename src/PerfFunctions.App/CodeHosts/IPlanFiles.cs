namespace PerfFunctions.App.CodeHosts;

/// <summary>Reads plans at the base commit, so that no pull request changes what it is judged by.</summary>
public interface IPlanFiles
{
    /// <summary>Paths of the plan files in order: the plan file, then those of the folder of the same name.</summary>
    Task<IReadOnlyList<string>> ListAsync(PullRequestContext of, CancellationToken cancellationToken);

    /// <summary>The text of the plan file; null when there is none.</summary>
    Task<string?> FindAsync(PullRequestContext of, CancellationToken cancellationToken);
}
