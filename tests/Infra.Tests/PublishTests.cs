using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App;

namespace PerfFunctions.Infra.Tests;

/// <summary>What is published is what the Functions host and Core Tools run.</summary>
public sealed class PublishTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("perffunctions-publish-");

    /// <inheritdoc />
    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_published_app_has_what_the_functions_host_looks_for()
    {
        string app = Path.Combine(_folder.FullName, "app");
        ProgramEnd end = (await Programs.RunAsync(
            "dotnet", Repository.Root,
            [
                "publish", "src/PerfFunctions.App", "-o", app, "--artifacts-path", Path.Combine(_folder.FullName, "artifacts"), "--nologo", "-v", "q",
                "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false",
            ]))!;
        Assert.True(end.Code == 0, end.Output);

        Assert.Equal(await File.ReadAllTextAsync(Repository.PathOf("host.json")), await File.ReadAllTextAsync(Path.Combine(app, "host.json")));
        JsonElement worker = Read(app, "worker.config.json").GetProperty("description");
        Assert.Equal(("dotnet-isolated", "PerfFunctions.App.dll"), (worker.GetProperty("language").GetString(), worker.GetProperty("defaultWorkerPath").GetString()));
        Assert.Contains("DurableTaskWebJobsStartup", Read(app, "extensions.json").GetRawText(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(app, ".azurefunctions", "Microsoft.Azure.WebJobs.Extensions.DurableTask.dll")));
        Assert.False(File.Exists(Path.Combine(app, "PerfFunctions.Host.dll")));
        Assert.Equal(
            Declared().Order(StringComparer.Ordinal),
            Read(app, "functions.metadata").EnumerateArray().Select(function => function.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
    }

    private static JsonElement Read(string folder, string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, file))).RootElement;

    private static IEnumerable<string> Declared() => typeof(ServiceSetup).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name)
        .OfType<string>();
}
