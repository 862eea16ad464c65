using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using PerfFunctions.Azurite;
using PerfFunctions.Cli.Output;

namespace PerfFunctions.Cli.Scripts;

/// <summary>Puts a script and its modules into one; TypeScript becomes JavaScript. Modules from the network are pinned by hash.</summary>
/// <param name="time">Clock.</param>
/// <param name="say">Takes what is being done.</param>
internal sealed partial class ScriptBundle(TimeProvider time, Action<string> say)
{
    /// <summary>The script as one module.</summary>
    /// <exception cref="CliException">It cannot be read or bundled.</exception>
    public async Task<string> ReadAsync(string file, CancellationToken cancellationToken)
    {
        string text;
        try
        {
            text = await File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The file '{file}' cannot be read: {e.Message}");
        }

        return Path.GetExtension(file) == ".ts" || Modules().IsMatch(text) ? await BundleAsync(Path.GetFullPath(file), cancellationToken) : text;
    }

    private async Task<string> BundleAsync(string file, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(RepositoryRoot.Find(), "infra", "k6");
        await using (FileStream held = await Npm.LockAsync(folder, time, cancellationToken))
        {
            if (!File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")))
            {
                say("Installing the bundler of scripts (npm ci in infra/k6); this happens once.");
                await Npm.RunAsync(folder, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cancellationToken);
            }
        }

        var start = new ProcessStartInfo("node", [Path.Combine(folder, "bundle.mjs"), file])
        {
            WorkingDirectory = Path.GetDirectoryName(file),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Npm.Start(start);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? Read(file, JsonSerializer.Deserialize<Bundled>(output, JsonSerializerOptions.Web)!)
            : throw Refused(file, [(await errors).Trim()]);
    }

    private string Read(string file, Bundled bundled)
    {
        if (bundled.Code is not { } code)
        {
            throw Refused(file, bundled.Errors ?? []);
        }

        if (bundled.Pinned is { Count: > 0 } pinned)
        {
            string modules = pinned.Count == 1 ? "1 module" : $"{pinned.Count} modules";
            say($"{bundled.Lock} pins {modules} from the network by hash from now on; commit it with the script.");
        }

        return code;
    }

    private static CliException Refused(string file, IReadOnlyList<string> errors) =>
        new($"The script '{file}' cannot be bundled:\n{string.Join('\n', errors)}");

    // What the bundler writes: the code and the modules that it pinned, or the errors.
    private sealed record Bundled(string? Code, string? Lock, IReadOnlyList<string>? Pinned, IReadOnlyList<string>? Errors);

    // Modules beside the script or from the network; those of k6 are the generator's own.
    [GeneratedRegex("""(?:from|import)\s*\(?\s*['"](\.|/|https?:)""")]
    private static partial Regex Modules();
}
