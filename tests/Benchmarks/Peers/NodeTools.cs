using System.Text.Json;
using PerfFunctions.Azurite;

namespace PerfFunctions.Benchmarks.Peers;

/// <summary>Programs of Node.js, pinned beside the files that use them and installed when they are missing.</summary>
internal static class NodeTools
{
    /// <summary>Where the load generators are.</summary>
    public static string Folder { get; } = FolderOf("Peers");

    /// <summary>Where those of a part of this program are.</summary>
    public static string FolderOf(string part) => Path.Combine(RepositoryRoot.Find(), "tests", "Benchmarks", part, "Node");

    /// <summary>Installs the load generators if need be.</summary>
    /// <returns>Why they are missing; null if they are there.</returns>
    public static Task<string?> MissingAsync(IProgress<string> progress, CancellationToken cancellationToken) =>
        MissingAsync(Folder, progress, cancellationToken);

    /// <summary>Installs a folder's programs if need be; two processes at once install them once.</summary>
    /// <returns>Why they are missing; null if they are there.</returns>
    public static async Task<string?> MissingAsync(string folder, IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (ProgramPath.Find("node") is null || ProgramPath.Find("npm") is null)
        {
            return "not installed: Node.js 20 or newer must be on the PATH (https://nodejs.org)";
        }

        await using FileStream held = await Npm.LockAsync(folder, TimeProvider.System, cancellationToken);
        if (IsInstalled(folder))
        {
            return null;
        }

        try
        {
            string names = string.Join(" and ", Pinned(folder).Select(pinned => pinned.Name));
            progress.Report($"Installing {names} (npm ci in {Path.GetRelativePath(RepositoryRoot.Find(), folder)}); this takes a minute, once.");
            await Npm.RunAsync(folder, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cancellationToken);
            return null;
        }
        catch (LocalSetupException e)
        {
            return $"not installed: {e.Message}";
        }
    }

    private static bool IsInstalled(string folder)
    {
        // npm writes its own record last, so an installation that was cut off does not count.
        string modules = Path.Combine(folder, "node_modules");
        return File.Exists(Path.Combine(modules, ".package-lock.json"))
            && Pinned(folder).All(pinned => IsVersion(modules, pinned));
    }

    private static JsonElement.ObjectEnumerator Pinned(string folder) => Read(folder).GetProperty("dependencies").EnumerateObject();

    private static bool IsVersion(string modules, JsonProperty pinned)
    {
        string folder = Path.Combine(modules, pinned.Name);
        return Directory.Exists(folder) && Read(folder).GetProperty("version").GetString() == pinned.Value.GetString();
    }

    private static JsonElement Read(string folder) =>
        JsonElement.Parse(File.ReadAllText(Path.Combine(folder, "package.json")));
}
