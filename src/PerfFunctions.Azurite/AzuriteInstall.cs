using System.Text.Json;

namespace PerfFunctions.Azurite;

/// <summary>Sees to it that the pinned emulator is installed in <c>infra/local</c>.</summary>
internal static class AzuriteInstall
{
    /// <summary>Installs the emulator unless it is there; two processes at once install it once.</summary>
    /// <returns>The script to run.</returns>
    public static async Task<string> EnsureAsync(
        string root, IProgress<string>? progress, TimeProvider time, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(root, "infra", "local");
        await using FileStream held = await Npm.LockAsync(folder, time, cancellationToken);
        if (InstalledVersion(folder) != PinnedVersion(folder))
        {
            progress?.Report("Installing the storage emulator (npm ci in infra/local); this takes a minute and happens once.");
            await Npm.RunAsync(folder, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cancellationToken);
        }

        return Path.Combine(folder, "node_modules", "azurite", "dist", "src", "azurite.js");
    }

    private static string? PinnedVersion(string folder)
    {
        string path = Path.Combine(folder, "package.json");
        if (!File.Exists(path))
        {
            throw new LocalSetupException($"{path} is missing: it pins the storage emulator.");
        }

        using var package = JsonDocument.Parse(File.ReadAllText(path));
        return package.RootElement.GetProperty("dependencies").GetProperty("azurite").GetString();
    }

    // npm writes its own record last, so an installation that was cut off does not count.
    private static string? InstalledVersion(string folder)
    {
        string modules = Path.Combine(folder, "node_modules");
        string path = Path.Combine(modules, "azurite", "package.json");
        if (!File.Exists(path) || !File.Exists(Path.Combine(modules, ".package-lock.json")))
        {
            return null;
        }

        using var package = JsonDocument.Parse(File.ReadAllText(path));
        return package.RootElement.GetProperty("version").GetString();
    }
}
