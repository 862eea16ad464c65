using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;

namespace PerfFunctions.Infra.Tests.Architecture;

/// <summary>Every project and folder uses only those above it in the list that the page on the architecture shows.</summary>
public sealed class LayerTests
{
    private static readonly string[] Projects =
        ["Azurite", "Host", "Engine", "Api", "Load", "Reports", "Browser", "App", "perf"];

    private static readonly string[] ProjectsWithoutTypesOfTheirOwn = ["PerfFunctions.Cli", "PerfFunctions.Engine", "PerfFunctions.Reports"];

    private static readonly IReadOnlyList<string> Order = DeclaredOrder.Read();

    private static readonly IType[] Types = [.. Load().Types.Where(type => Folder(type) is not null)];

    [Fact]
    public void Every_folder_is_in_the_list_and_the_list_names_no_other()
    {
        string?[] folders = [.. Types.Select(Folder).Distinct()];

        Assert.Empty(folders.Except(Order));
        Assert.Empty(Order.Except(folders).Except(ProjectsWithoutTypesOfTheirOwn));
    }

    [Fact]
    public void No_arrow_points_upwards()
    {
        Dictionary<string, int> rank = Order.Select((name, place) => (name, place)).ToDictionary(p => p.name, p => p.place);
        string[] upwards =
        [
            .. from type in Types
               from target in type.GetTypeDependencies()
               let to = Folder(target)
               where target is not GenericParameter && to is not null && rank[to] > rank[Folder(type)!]
               select $"{type.FullName} uses {target.FullName}",
        ];

        Assert.True(upwards.Length == 0, string.Join('\n', upwards.Distinct()));
    }

    [Fact]
    public void The_command_line_names_no_type_of_the_app() => Assert.Empty(
        from type in Types
        where type.FullName.StartsWith("PerfFunctions.Cli.", StringComparison.Ordinal)
        from target in type.GetTypeDependencies()
        where target.FullName.StartsWith("PerfFunctions.App.", StringComparison.Ordinal)
        select $"{type.FullName} uses {target.FullName}");

    [Fact]
    public void Only_the_folder_for_the_network_opens_sockets_in_the_engine() => Assert.Empty(
        from type in Types
        let folder = Folder(type)!
        where folder.StartsWith("PerfFunctions.Engine.", StringComparison.Ordinal) && folder != "PerfFunctions.Engine.Network"
        from target in type.GetTypeDependencies()
        where target.FullName.StartsWith("System.Net.Sockets.", StringComparison.Ordinal)
            || target.FullName is "System.Net.Dns" or "System.Threading.Thread"
        select $"{type.FullName} uses {target.FullName}");

    private static ArchUnitNET.Domain.Architecture Load() => new ArchLoader().LoadAssemblies(
        [.. Projects.Select(name => System.Reflection.Assembly.Load(name == "perf" ? name : $"PerfFunctions.{name}"))]).Build();

    // What a compiler adds stands in no namespace of ours, or in one that generators use.
    private static string? Folder(IType type) =>
        type.Namespace?.FullName is { } name && name.StartsWith("PerfFunctions.", StringComparison.Ordinal) && !IsGenerated(type)
            ? name
            : null;

    private static bool IsGenerated(IType type) =>
        type.FullName.Contains("__", StringComparison.Ordinal) || type.Name.StartsWith('<')
            || type.Name is "DirectFunctionExecutor" or "FunctionExecutorAutoStartup" or "FunctionExecutorHostBuilderExtensions"
                or "FunctionMetadataProviderAutoStartup" or "WorkerHostBuilderFunctionMetadataProviderExtension" or "GeneratedFunctionMetadataProvider";
}
