using PerfFunctions.Browser.Launch;
using PerfFunctions.Infra.Tests.Linters;

namespace PerfFunctions.Infra.Tests.Container;

public sealed class DockerfileTests
{
    private static readonly string[] Lines =
        [.. Repository.Read("infra", "container", "Dockerfile").ReplaceLineEndings("\n").Replace("\\\n", " ", StringComparison.Ordinal)
            .Split('\n').Where(line => line.Length > 0 && line[0] != '#')];

    [Fact]
    public async Task The_linter_finds_nothing()
    {
        ProgramEnd end = await NodeLinters.RunAsync("dockerfile.mjs", Repository.PathOf("infra", "container", "Dockerfile"));
        Assert.Equal((0, "", ""), (end.Code, end.Output, end.Errors));
    }

    [Fact]
    public void It_is_built_for_the_real_host_on_its_image_for_dotnet_10()
    {
        Assert.Contains("-p:AzureMonitor=true", Of("RUN").Single(line => line.Contains("dotnet publish", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.StartsWith("FROM mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0", Of("FROM")[^1], StringComparison.Ordinal);
        Assert.Contains("AzureWebJobsScriptRoot=/home/site/wwwroot", Assert.Single(Of("ENV")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_image_has_a_tag_that_does_not_move_to_another_version() => Assert.All(Of("FROM"), line =>
    {
        string image = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        Assert.Contains(':', image);
        Assert.DoesNotContain("latest", image, StringComparison.Ordinal);
    });

    [Fact]
    public void It_runs_as_a_user_without_rights_and_tells_its_health()
    {
        Assert.True(int.Parse(Of("USER")[^1].Split(' ')[1]) > 0);
        Assert.True(Array.IndexOf(Lines, Of("USER")[^1]) > Array.IndexOf(Lines, Of("RUN")[^1]));
        Assert.Contains("/api/health", Assert.Single(Of("HEALTHCHECK")), StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_gets_in()
    {
        Assert.DoesNotContain(Lines, line => line.StartsWith("ADD ", StringComparison.Ordinal));
        string[] words = ["secret", "password", "token", "key", "connectionstring"];
        Assert.All(Of("ENV").Concat(Of("ARG")), line => Assert.DoesNotContain(words, word => line.Contains(word, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal("*", IgnoreLines()[0]);
    }

    [Fact]
    public void What_is_copied_is_there_and_not_ignored()
    {
        string[] copied = [.. Of("COPY").Where(line => !line.Contains("--from=", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..^1])];
        Assert.Contains("src/", copied);
        Assert.All(copied, path =>
        {
            Assert.True(Path.Exists(Repository.PathOf(path)), $"{path} is not there");
            Assert.Contains($"!{path}", IgnoreLines());
        });
    }

    [Fact]
    public async Task The_browser_is_found_and_does_without_a_sandbox_that_containers_cannot_have()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The image is Linux's.");
        string browsers = Directory.CreateTempSubdirectory("perffunctions-browsers-").FullName;
        try
        {
            string script = Repository.PathOf("infra", "container", "chromium-here");
            var environment = new Dictionary<string, string> { ["PLAYWRIGHT_BROWSERS_PATH"] = browsers };
            ProgramEnd none = (await Programs.RunAsync("/bin/sh", browsers, [script], environment))!;
            Assert.Equal((1, $"No Chromium was found under {browsers}."), (none.Code, none.Errors.Trim()));
            string folder = Directory.CreateDirectory(Path.Combine(browsers, "chromium-1", "chrome-linux64")).FullName;
            Programs.Write(Path.Combine(folder, "chrome"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
            ProgramEnd started = (await Programs.RunAsync("/bin/sh", browsers, [script, "--a=b c"], environment))!;
            Assert.Equal("--a=b c\n", started.Output);
            Assert.Contains($"Browser__{nameof(BrowserOptions.Sandbox)}=false", Assert.Single(Of("ENV")), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(browsers, recursive: true);
        }
    }

    private static string[] Of(string instruction) => [.. Lines.Where(line => line.StartsWith($"{instruction} ", StringComparison.Ordinal))];

    private static string[] IgnoreLines() => [.. Repository.Read(".dockerignore").Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
}
