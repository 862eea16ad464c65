using PerfFunctions.TestKit;

namespace PerfFunctions.Infra.Tests.Scripts;

/// <summary>The scripts of <c>infra/deploy</c>, against an <c>az</c> that only writes down what it is asked.</summary>
public sealed class DeployScriptTests : IDisposable
{
    private const string Az = """
        #!/bin/bash
        echo "az $* start=$PERF_BUDGET_START image=$PERF_IMAGE" >> "$CALLS"
        case "$*" in
          'account show --output none') [ -z "$SIGNED_OUT" ] ;;
          'group show'*) [ -z "$NO_GROUP" ] ;;
          *outputs.shape.value*) echo "$SHAPE" ;;
          *outputs.registryName.value*) echo registry ;;
          *outputs.appName.value*) echo app ;;
          *outputs.address.value*) echo https://perf.example.org ;;
          'consumption budget list'*) [ -z "$NO_BUDGET" ] && echo 2026-03-01T00:00:00Z ;;
          'acr show'*) echo registry.example.org ;;
        esac
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("perffunctions-deploy-").FullName;

    private string Calls => Path.Combine(_folder, "calls");

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Shellcheck_finds_nothing()
    {
        string[] scripts = ["infra/deploy/deploy", "infra/deploy/what-if", "infra/deploy/common.sh", "infra/functions-host/run", "infra/container/chromium-here", ".ci/run"];
        (string? shellcheck, string missing) = await DebianProgram.FindAsync("shellcheck", TestContext.Current.CancellationToken);
        Assert.SkipWhen(shellcheck is null, missing);
        ProgramEnd? end = await Programs.RunAsync(shellcheck, Repository.Root, ["-x", .. scripts]);
        Assert.Equal((0, ""), (end!.Code, end.Output));
    }

    [Theory]
    [InlineData("", "usage: what-if ENVIRONMENT [RESOURCE_GROUP], with dev,prod for ENVIRONMENT.")]
    [InlineData("test group", "there is no environment 'test'; known are dev,prod.")]
    [InlineData("dev", "no resource group: name it second, or in AZURE_RESOURCE_GROUP.")]
    [InlineData("dev group", "not signed in to Azure: run 'az login' first.", "SIGNED_OUT")]
    [InlineData("dev group", "resource group 'group' was not found", "NO_GROUP")]
    public async Task What_is_missing_is_said_before_anything_is_done(string arguments, string message, string? trouble = null)
    {
        ProgramEnd end = await RunAsync("what-if", arguments, "flex", trouble);
        Assert.Equal(2, end.Code);
        Assert.Contains(message, end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("deployment", Made(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_Azure_CLI_it_says_where_to_get_it()
    {
        ProgramEnd end = await RunAsync("what-if", "dev group", "flex", path: Tools("bash", "dirname", "basename", "env"));
        Assert.Equal(2, end.Code);
        Assert.Contains("'az' was not found. Install the Azure CLI", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_if_asks_and_changes_nothing()
    {
        Assert.Equal(0, (await RunAsync("what-if", "prod group", "container")).Code);
        const string Asked = "az deployment group what-if --resource-group group --name perf-prod --parameters bicep/prod.bicepparam";
        Assert.Contains(Asked, Made(), StringComparison.Ordinal);
        Assert.DoesNotContain("create", Made(), StringComparison.Ordinal);
        // The app itself is part of what is looked at.
        Assert.DoesNotMatch("what-if.*image=\n", Made());
    }

    [Theory]
    [InlineData(null, "start=2026-03-01 ")]
    [InlineData("NO_BUDGET", "start= ")]
    public async Task A_budget_keeps_the_month_that_it_began_with(string? trouble, string start)
    {
        Assert.Equal(0, (await RunAsync("what-if", "prod group", "container", trouble)).Code);
        Assert.Contains(start, Made().Split('\n').Single(call => call.Contains("what-if", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_is_built_in_the_registry_and_then_deployed_by_its_name()
    {
        ProgramEnd end = await RunAsync("deploy", "prod group", "container");
        Assert.True(end.Code == 0, end.Errors);
        string[] steps = [.. Made().Split('\n').Where(call =>
            call.Contains("group create", StringComparison.Ordinal) || call.Contains("acr build", StringComparison.Ordinal))];
        Assert.Equal(3, steps.Length);
        Assert.EndsWith("image=", steps[0], StringComparison.Ordinal);
        Assert.Contains("--file infra/container/Dockerfile .", steps[1], StringComparison.Ordinal);
        string tag = steps[1].Split("--image ")[1].Split(' ')[0];
        Assert.EndsWith($"image=registry.example.org/{tag}", steps[2], StringComparison.Ordinal);
        Assert.Contains("curl", Made(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_flex_the_app_is_built_for_the_real_host_and_sent_as_an_archive()
    {
        ProgramEnd end = await RunAsync("deploy", "dev group", "flex");
        Assert.True(end.Code == 0, end.Errors);
        Assert.Contains("dotnet publish src/PerfFunctions.App -c Release -p:AzureMonitor=true", Made(), StringComparison.Ordinal);
        Assert.Contains("config-zip --resource-group group --name app --src", Made(), StringComparison.Ordinal);
        Assert.DoesNotContain("acr", Made(), StringComparison.Ordinal);
        Assert.Contains("https://perf.example.org/api/health", Made(), StringComparison.Ordinal);
    }

    private string Made() => File.Exists(Calls) ? File.ReadAllText(Calls) : "";

    private async Task<ProgramEnd> RunAsync(string script, string arguments, string shape, string? trouble = null, string? path = null)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The scripts are bash.");
        Stand("az", Az);
        Stand("dotnet", "#!/bin/bash\necho \"dotnet $*\" >> \"$CALLS\"\nwhile [ $# -gt 0 ]; do if [ \"$1\" = -o ]; then mkdir -p \"$2\"; fi; shift; done\n");
        Stand("zip", "#!/bin/bash\necho \"zip $*\" >> \"$CALLS\"\n");
        Stand("curl", "#!/bin/bash\necho \"curl $*\" >> \"$CALLS\"\n");
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = path ?? $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}",
            ["CALLS"] = Calls,
            ["SHAPE"] = shape,
            ["AZURE_RESOURCE_GROUP"] = "",
        };
        if (trouble is not null)
        {
            environment[trouble] = "1";
        }

        string[] words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (await Programs.RunAsync(Repository.PathOf("infra", "deploy", script), Repository.Root, words, environment))!;
    }

    private void Stand(string name, string text) => Programs.Write(Path.Combine(_folder, name), text);

    private string Tools(params string[] names)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "tools")).FullName;
        foreach (string name in names)
        {
            File.CreateSymbolicLink(Path.Combine(folder, name), $"/usr/bin/{name}");
        }

        return folder;
    }
}
