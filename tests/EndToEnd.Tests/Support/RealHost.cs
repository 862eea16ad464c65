using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PerfFunctions.Azurite;

namespace PerfFunctions.EndToEnd.Tests.Support;

/// <summary>
/// The real Functions host, which runs the service where <c>PERF_HOST</c> names it (a folder of a host, or the program
/// <c>func</c>) and <c>PERF_APP</c> the folder of the published app. Else the service runs by itself.
/// </summary>
internal static class RealHost
{
    private static readonly string? Host = Variable("PERF_HOST");
    private static readonly string? App = Variable("PERF_APP");

    /// <summary>Whether there is one.</summary>
    public static bool IsGiven => Host is not null && App is not null;

    /// <summary>Key that it is called with: it is one for the app, which lets nobody in without, and the master key of the host.</summary>
    public static string? Key { get; } = IsGiven ? $"end-to-end-{Guid.NewGuid():N}" : null;

    /// <summary>How it is started.</summary>
    public static ProcessStartInfo StartAt(Uri address)
    {
        string run = Path.Combine(RepositoryRoot.Find(), "infra", "functions-host", "run");
        var start = new ProcessStartInfo(run, ["--port", address.Port.ToString(CultureInfo.InvariantCulture), Host!, App!]);
        start.Environment["Perf__Access__Keys__tests__Secret"] = Key;
        start.Environment["Perf__Access__Keys__tests__Role"] = "administer";
        start.Environment["AzureWebJobsSecretStorageType"] = "files";
        start.Environment["FUNCTIONS_SECRETS_PATH"] = KeysOf(start.ArgumentList[1]);
        return start;
    }

    // The host makes its keys itself where it finds none.
    private static string KeysOf(string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "host-keys", name)).FullName;
        var master = new { name = "master", value = Key, encrypted = false };
        File.WriteAllText(Path.Combine(folder, "host.json"), JsonSerializer.Serialize(
            new { masterKey = master, functionKeys = Array.Empty<object>(), systemKeys = Array.Empty<object>() }));
        return folder;
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
