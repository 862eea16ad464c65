using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace PerfFunctions.Azurite;

/// <summary>Runs npm, and lets one process at a time change a folder by it.</summary>
public static class Npm
{
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs an npm command to its end.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LocalSetupException">npm is not installed, or the command failed; the message says why.</exception>
    public static async Task RunAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        string npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var start = new ProcessStartInfo(npm, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Start(start);
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        string errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        await output;
        if (process.ExitCode != 0)
        {
            throw new LocalSetupException($"'npm {arguments[0]}' in {folder} failed: {errors.Trim()}");
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
            throw new LocalSetupException($"'{start.FileName}' was not found: Node.js 20 or newer must be on the PATH (https://nodejs.org).");
        }
    }

    /// <summary>Waits until no other process holds the folder, then holds it until the result is disposed.</summary>
    public static async Task<FileStream> LockAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
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
                await Task.Delay(LockPause, time, cancellationToken);
            }
        }
    }
}
