using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.App.PullRequests;

/// <summary>Gets the files beside a plan from its repository, at the commit that the plan is read at.</summary>
public sealed class RepositoryFiles(RunBlobs blobs, ICodeHosts hosts)
{
    /// <summary>
    /// Reads the files that a plan names, and keeps them with the run. One that does not exist is left out, which the plan's
    /// parser reports. Safe to repeat.
    /// </summary>
    public async Task<PlanFiles> FetchAsync(
        string runId, PullRequestContext of, IReadOnlyList<FileReference> named, CancellationToken cancellationToken)
    {
        PlanFiles all = await ReadAsync(of, [.. named.Select(f => f.Path)], cancellationToken);
        await blobs.SaveFilesAsync(runId, all, cancellationToken);
        return all;
    }

    /// <summary>Reads files beside a plan. Those that do not exist, and all beyond the limits of a plan, are left out.</summary>
    public async Task<PlanFiles> ReadAsync(PullRequestContext of, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        List<PlanFile> files = [];
        long bytes = 0;

        // A plan that names more, or more bytes, is refused without them.
        foreach (string path in paths.Take(PlanFileLimits.Files))
        {
            if (bytes <= PlanFileLimits.AllBytes && await hosts.Of(of).Plans.FindFileAsync(of, path, cancellationToken) is { } file)
            {
                files.Add(file);
                bytes += file.Bytes;
            }
        }

        return new PlanFiles(files);
    }
}
