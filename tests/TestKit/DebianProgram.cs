using System.ComponentModel;
using System.Diagnostics;
using PerfFunctions.Azurite;

namespace PerfFunctions.TestKit;

/// <summary>
/// A program of the distribution: the installed one, else the one of its package, which apt fetches once and which is
/// unpacked below <c>obj</c>. That needs no rights, and changes nothing on the machine.
/// </summary>
public static class DebianProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>The program's path, or why there is none.</summary>
    /// <param name="name">Name of the program and of its package.</param>
    /// <param name="cancellationToken">Gives up, and ends what was fetching.</param>
    public static async Task<(string? Path, string Missing)> FindAsync(string name, CancellationToken cancellationToken)
    {
        string? found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(place => Path.Combine(place, name)).FirstOrDefault(File.Exists);
        if (found is not null)
        {
            return (found, "");
        }

        string folder = Path.Combine(RepositoryRoot.Find(), "tests", "TestKit", "obj", "debian", name);
        string program = Path.Combine(folder, "usr", "bin", name);
        await using FileStream held = await Npm.LockAsync(folder, TimeProvider.System, cancellationToken);
        string? missing = File.Exists(program) ? null : await FetchAsync(name, folder, cancellationToken);
        return missing is null ? (program, "") : (null, $"{name} is not installed, and could not be fetched: {missing}");
    }

    // What was unpacked gets its name last, so that a fetch that was cut off does not count.
    private static async Task<string?> FetchAsync(string package, string folder, CancellationToken cancellationToken)
    {
        string work = $"{folder}.part";
        string lists = Path.Combine(work, "lists");
        foreach (string place in new[] { work, folder }.Where(Directory.Exists))
        {
            Directory.Delete(place, recursive: true);
        }

        Directory.CreateDirectory(Path.Combine(lists, "partial"));
        Directory.CreateDirectory(Path.Combine(work, "cache", "archives", "partial"));
        if (await RunAsync(work, "apt-get", ["-qq", "download", package], cancellationToken) is not null)
        {
            // A fresh machine has no lists of packages, or old ones. These are our own, so that root is not needed. What a
            // machine hooks on to its updates may want root all the same: whether there is a package now tells.
            string[] own = ["-qq", "-o", $"Dir::State::Lists={lists}", "-o", $"Dir::Cache={Path.Combine(work, "cache")}", "-o", "APT::Sandbox::User=root"];
            await RunAsync(work, "apt-get", [.. own, "update"], cancellationToken);
            if (await RunAsync(work, "apt-get", [.. own, "download", package], cancellationToken) is { } failure)
            {
                return failure;
            }
        }

        string unpacked = Path.Combine(work, "unpacked");
        string? missing = await RunAsync(work, "dpkg-deb", ["-x", Directory.GetFiles(work, "*.deb").Single(), unpacked], cancellationToken);
        if (missing is null)
        {
            Directory.Move(unpacked, folder);
            Directory.Delete(work, recursive: true);
        }

        return missing;
    }

    /// <summary>Null when it ended well, else what was wrong.</summary>
    private static async Task<string?> RunAsync(string folder, string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            await using CancellationTokenRegistration end = limit.Token.Register(() => process.Kill(entireProcessTree: true));
            Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            string errors = await process.StandardError.ReadToEndAsync(CancellationToken.None);
            await output;
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            return process.ExitCode == 0 ? null : $"{program} ended with {process.ExitCode}: {errors.Trim()}";
        }
        catch (Win32Exception)
        {
            return $"there is no {program}.";
        }
    }
}
