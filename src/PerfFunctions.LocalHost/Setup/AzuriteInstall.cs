using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PerfFunctions.LocalHost.Setup;

/// <summary>Sees to it that the pinned emulator is installed in <c>infra/local</c>.</summary>
internal static class AzuriteInstall
{
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Installs the emulator unless it is there; two processes at once install it once.</summary>
    /// <returns>The script to run.</returns>
    public static async Task<string> EnsureAsync(
        string root, IProgress<string>? progress, TimeProvider time, CancellationToken cancellation)
    {
        string folder = Path.Combine(root, "infra", "local");
        await using FileStream held = await LockAsync(folder, time, cancellation);
        if (InstalledVersion(folder) != PinnedVersion(folder))
        {
            progress?.Report("Installing the storage emulator (npm ci in infra/local); this takes a minute, once.");
            await RunNpmAsync(folder, cancellation);
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

    private static async Task RunNpmAsync(string folder, CancellationToken cancellation)
    {
        string npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var start = new ProcessStartInfo(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Start(start);
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
        string errors = await process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        await output;
        if (process.ExitCode != 0)
        {
            throw new LocalSetupException($"'npm ci' in {folder} failed: {errors.Trim()}");
        }
    }

    /// <summary>Starts a program of Node.js.</summary>
    /// <exception cref="LocalSetupException">It is not installed.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new LocalSetupException(
                $"'{start.FileName}' was not found: the storage emulator needs Node.js 20 or newer on the PATH (https://nodejs.org).");
        }
    }

    private static async Task<FileStream> LockAsync(string folder, TimeProvider time, CancellationToken cancellation)
    {
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..16];
        string path = Path.Combine(Path.GetTempPath(), $"perffunctions-npm-{name}.lock");
        while (true)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(LockPause, time, cancellation);
            }
        }
    }
}
