using System.ComponentModel;
using System.Diagnostics;
using PerfFunctions.Azurite;
using PerfFunctions.Browser.Setup;

namespace PerfFunctions.Cli.Service;

/// <summary>One thing that the doctor looked at.</summary>
/// <param name="What">Which.</param>
/// <param name="IsFine">Whether it is as it must be.</param>
/// <param name="Found">What was found, or what to do.</param>
public sealed record Finding(string What, bool IsFine, string Found);

/// <summary>Looks at this machine.</summary>
public static class MachineCheck
{
    private const int OldestNode = 20;

    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Everything that the commands need, each with what was found or what to do. Changes nothing.</summary>
    public static async Task<IReadOnlyList<Finding>> LookAsync(Settings settings, TimeProvider time, CancellationToken cancellationToken) =>
    [
        new Finding(".NET", true, Environment.Version.ToString()),
        await NodeAsync(time, cancellationToken),
        await NpmAsync(time, cancellationToken),
        Storage(),
        Chromium(),
        await ServiceAsync(settings, cancellationToken),
    ];

    private static async Task<Finding> NodeAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        string? version = await VersionAsync("node", time, cancellationToken);
        bool isFine = version is not null && int.TryParse(version.TrimStart('v').Split('.')[0], out int major) && major >= OldestNode;
        return new Finding("Node.js", isFine, isFine ? version! : $"{version ?? "not found"}; install Node.js {OldestNode} or newer");
    }

    private static async Task<Finding> NpmAsync(TimeProvider time, CancellationToken cancellationToken) =>
        await VersionAsync("npm", time, cancellationToken) is { } version
            ? new Finding("npm", true, version)
            : new Finding("npm", false, "not found; install it with Node.js");

    private static Finding Storage()
    {
        try
        {
            AzuriteConfig config = AzuriteConfig.Load();
            bool installed = Directory.Exists(Path.Combine(config.Root, "infra", "local", "node_modules", "azurite"));
            return new Finding("storage emulator", true, installed ? "installed" : "will be installed at the first start");
        }
        catch (LocalSetupException e)
        {
            return new Finding("storage emulator", false, e.Message);
        }
    }

    private static Finding Chromium() =>
        ChromiumFinder.Find(null, null) is { } path
            ? new Finding("Chromium", true, path)
            : new Finding("Chromium", true, "will be installed at the first start");

    private static async Task<Finding> ServiceAsync(Settings settings, CancellationToken cancellationToken)
    {
        using var client = new ServiceClient(settings.Server ?? new Uri($"http://127.0.0.1:{settings.Port}"), settings.Key, settings.Token);
        bool healthy = await client.IsHealthyAsync(cancellationToken);
        return new Finding(
            "service",
            healthy || settings.Server is null,
            healthy ? $"healthy at {client.Address}" : settings.Server is null ? "not running; commands start it" : $"does not respond at {client.Address}");
    }

    private static async Task<string?> VersionAsync(string tool, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using ITimer timer = time.CreateTimer(_ => limit.Cancel(), null, CommandTimeout, Timeout.InfiniteTimeSpan);
            using Process process =
                Process.Start(new ProcessStartInfo(tool, "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? output.Trim() : null;
        }
        catch (Exception e) when (e is Win32Exception || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
