using PerfFunctions.Cli.Output;
using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.Cli.Service;

/// <summary>Reads the files beside a plan from its folder.</summary>
/// <param name="folder">The folder.</param>
public sealed class PlanFolder(string folder)
{
    /// <summary>The folder of a plan file; the working directory for a plan from standard input.</summary>
    public static PlanFolder Of(string file) => new(file == "-" ? "." : Path.GetDirectoryName(Path.GetFullPath(file)) ?? ".");

    /// <summary>
    /// The files that a plan names, as far as they exist. A symbolic link, whose target may be anywhere, and a file that is too
    /// large cannot be used, which the plan's parser reports.
    /// </summary>
    /// <exception cref="CliException">A file cannot be read.</exception>
    public async Task<PlanFiles> ReadAsync(IReadOnlyList<FileReference> named, CancellationToken cancellationToken)
    {
        List<PlanFile> files = [];
        foreach (FileReference reference in named)
        {
            if (await FindAsync(reference.Path, cancellationToken) is { } file)
            {
                files.Add(file);
            }
        }

        return new PlanFiles(files);
    }

    private async Task<PlanFile?> FindAsync(string path, CancellationToken cancellationToken)
    {
        string whole = Path.Combine([folder, .. path.Split('/')]);
        try
        {
            if (!File.Exists(whole))
            {
                return null;
            }

            if (IsLinked(path))
            {
                return PlanFile.Linked(path);
            }

            long length = new FileInfo(whole).Length;
            return length > PlanFileLimits.FileBytes
                ? PlanFile.TooLarge(path, length)
                : PlanFile.Of(path, await File.ReadAllBytesAsync(whole, cancellationToken));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The file '{whole}' cannot be read: {e.Message}");
        }
    }

    // The file itself, or a folder on the way to it.
    private bool IsLinked(string path)
    {
        string at = folder;
        foreach (string part in path.Split('/'))
        {
            at = Path.Combine(at, part);
            if (new FileInfo(at).LinkTarget is not null)
            {
                return true;
            }
        }

        return false;
    }
}
