using System.Reflection;
using PerfFunctions.Engine.Capacity;
using PerfFunctions.Engine.Forecasts;

namespace PerfFunctions.Infra.Tests.Templates;

/// <summary>Autoscale rules that forecasts write are Bicep that can be deployed.</summary>
public sealed class AutoscaleTests
{
    private static readonly AutoscaleInput Input = new("shop", new CapacityPoint(12.6, 50), 2, 8);

    private static readonly Dictionary<string, string> Environment = new() { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" };

    [Fact]
    public Task Rules_of_a_plan_compile() => CompileAsync(AutoscaleRules.AppServicePlan(Input));

    // Within the app's template; the rest of the resource is what it takes to compile.
    [Fact]
    public Task Rules_of_a_container_app_compile() => CompileAsync($$"""
        param location string = resourceGroup().location

        resource app 'Microsoft.App/containerApps@2024-03-01' = {
          name: 'shop'
          location: location
          properties: {
            template: {
        {{AutoscaleRules.ContainerAppScale(Input)}}
            }
          }
        }

        """);

    private static async Task CompileAsync(string bicep)
    {
        string compiler = typeof(AutoscaleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Bicep").Value!;
        string folder = Directory.CreateTempSubdirectory("perffunctions-autoscale-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "main.bicep"), bicep, TestContext.Current.CancellationToken);
            ProgramEnd? end = await Programs.RunAsync(compiler, folder, ["build", "main.bicep", "--stdout"], Environment);
            Assert.SkipWhen(end is null, "NuGet has the Bicep compiler for Linux on x64 alone, and there is no bicep on the PATH.");
            Assert.Equal((0, ""), (end.Code, end.Errors));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
