using System.Diagnostics;
using System.Text.RegularExpressions;
using PerfFunctions.Azurite;
using PerfFunctions.Cli.Output;

namespace PerfFunctions.Cli.Scripts;

/// <summary>Puts a script and the modules beside it into one; TypeScript becomes JavaScript.</summary>
/// <param name="time">Clock.</param>
/// <param name="say">Takes what is being done.</param>
internal sealed partial class ScriptBundle(TimeProvider time, Action<string> say)
{
    private static readonly string[] Arguments =
    [
        "--bundle", "--format=esm", "--platform=neutral", "--main-fields=module,main", "--target=es2022", "--charset=utf8", "--log-level=error",
        "--external:k6", "--external:k6/*", "--external:https://*",
    ];

    /// <summary>Whether a file is a script.</summary>
    public static bool IsScript(string file) => Path.GetExtension(file) is ".js" or ".mjs" or ".ts";

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
        string bundler = Path.Combine(folder, "node_modules", "esbuild", "bin", "esbuild");
        await using (FileStream held = await Npm.LockAsync(folder, time, cancellationToken))
        {
            if (!File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")))
            {
                say("Installing the bundler of scripts (npm ci in infra/k6); this happens once.");
                await Npm.RunAsync(folder, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cancellationToken);
            }
        }

        var start = new ProcessStartInfo("node", [bundler, file, .. Arguments])
        {
            WorkingDirectory = Path.GetDirectoryName(file),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Npm.Start(start);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        string bundle = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? bundle : throw new CliException($"The script '{file}' cannot be bundled:\n{(await errors).Trim()}");
    }

    // Modules beside the script; those of k6 are the generator's own.
    [GeneratedRegex("""(?:from|import)\s*\(?\s*['"](\.|/)""")]
    private static partial Regex Modules();
}
