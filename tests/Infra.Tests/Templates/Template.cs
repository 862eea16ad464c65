using System.Reflection;
using System.Text.Json.Nodes;

namespace PerfFunctions.Infra.Tests.Templates;

/// <summary>
/// The template, compiled once: as ARM JSON, and as the resources that each file of parameters would make, worked out
/// by the compiler without Azure.
/// </summary>
public sealed class Template : IAsyncLifetime
{
    private const string Subscription = "00000000-0000-0000-0000-000000000001";
    private static readonly string Bicep =
        typeof(Template).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Bicep").Value!;

    private static readonly Dictionary<string, string> Environment = new()
    {
        ["PERF_SIGN_IN_CLIENT_ID"] = "11111111-1111-1111-1111-111111111111",
        ["PERF_ALERT_EMAILS"] = "a@example.org,b@example.org",
        ["PERF_GITHUB_APP_ID"] = "42",
        ["PERF_IMAGE"] = "example.azurecr.io/perf:1",
        ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("perffunctions-bicep-").FullName;
    private readonly Dictionary<string, Deployment> _deployments = [];
    private JsonObject? _arm;
    private string _words = "";

    /// <summary>The compiled template.</summary>
    public JsonObject Arm => Needed(_arm)!;

    /// <summary>All that the compiler and its linter had to say.</summary>
    public string Words => Needed(_words)!;

    /// <summary>For trying out: flex, nothing else.</summary>
    internal Deployment Dev => Needed(_deployments.GetValueOrDefault("dev"))!;

    /// <summary>For a team: container, in a network of its own.</summary>
    internal Deployment Prod => Needed(_deployments.GetValueOrDefault("prod"))!;

    /// <summary>Flex with all that is off by default.</summary>
    internal Deployment Everything => Needed(_deployments.GetValueOrDefault("everything"))!;

    /// <summary>One of each shape, and one with all that is off by default.</summary>
    internal IEnumerable<Deployment> All => [Dev, Prod, Everything];

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        Copy(Repository.PathOf("bicep"), Path.Combine(_folder, "bicep"));
        File.Copy(Repository.PathOf("host.json"), Path.Combine(_folder, "host.json"));
        using (var text = new StreamReader(typeof(Template).Assembly.GetManifestResourceStream("everything.bicepparam")!))
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, "bicep", "everything.bicepparam"), await text.ReadToEndAsync());
        }

        string[] names = ["dev", "prod", "everything"];
        Task<ProgramEnd?> arm = RunAsync("build", "main.bicep", "--stdout");
        ProgramEnd?[] ends = [.. await Task.WhenAll(names.Select(SnapshotAsync)), await arm];
        if (ends.Any(end => end is null))
        {
            return;
        }

        _words = string.Concat(ends.Select(end => end!.Errors));
        _arm = ends[^1]!.Code == 0 ? JsonNode.Parse(ends[^1]!.Output)!.AsObject() : null;
        foreach (string name in names.Where(name => File.Exists(SnapshotOf(name))))
        {
            _deployments[name] = new(name, JsonNode.Parse(await File.ReadAllTextAsync(SnapshotOf(name)))!["predictedResources"]!.AsArray());
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (string folder in Directory.EnumerateDirectories(from))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }

    private T? Needed<T>(T? value)
        where T : class
    {
        Assert.SkipWhen(_words.Length == 0 && _arm is null, "NuGet has the Bicep compiler for Linux on x64 alone, and there is no bicep on the PATH.");
        Assert.True(value is not null, $"The template does not compile: {_words}");
        return value;
    }

    private string SnapshotOf(string name) => Path.Combine(_folder, "bicep", $"{name}.snapshot.json");

    private Task<ProgramEnd?> SnapshotAsync(string name) => RunAsync(
        "snapshot", $"{name}.bicepparam", "--mode", "overwrite", "--subscription-id", Subscription, "--resource-group", "perf", "--location", "westeurope");

    private Task<ProgramEnd?> RunAsync(params string[] arguments) => Programs.RunAsync(Bicep, Path.Combine(_folder, "bicep"), arguments, Environment);
}
