using System.Text.RegularExpressions;
using PerfFunctions.Infra.Tests.Linters;
using YamlDotNet.RepresentationModel;

namespace PerfFunctions.Infra.Tests.Workflows;

public sealed partial class WorkflowTests
{
    private static readonly string Folder = Repository.PathOf(".github", "workflows");

    private static string[] Files => Directory.GetFiles(Folder);

    [Fact]
    public async Task The_linter_finds_nothing()
    {
        Assert.Equal(["build.yml", "deploy.yml", "self-audit.yml"], Files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        string script = Path.Combine("node_modules", "@tktco", "node-actionlint", "bin", "node-actionlint.js");
        ProgramEnd end = await NodeLinters.RunAsync(script, $"{Folder.Replace('\\', '/')}/*.yml");
        Assert.True(end.Code == 0, end.Output + end.Errors);
        Assert.Contains($"{Files.Length} workflow file(s)", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_action_is_pinned_to_a_commit_and_says_of_which_version() => Assert.All(Files, file =>
    {
        string[] uses = [.. File.ReadLines(file).Where(line => line.Contains("uses:", StringComparison.Ordinal))];
        Assert.NotEmpty(uses);
        Assert.All(uses, line => Assert.Matches(PinnedAction(), line));
    });

    [Fact]
    public void A_token_may_read_and_only_a_job_that_signs_in_to_Azure_may_say_who_it_is() => Assert.All(Files, file =>
    {
        YamlMappingNode workflow = Load(file);
        Assert.Equal(["contents: read"], Permissions(workflow));
        Assert.All(JobsOf(workflow), job =>
        {
            bool signsIn = StepsOf(job).Any(step => Text(step, "uses")?.StartsWith("azure/login@", StringComparison.Ordinal) == true);
            Assert.Equal(signsIn ? ["contents: read", "id-token: write"] : [], Permissions(job));
            Assert.Equal(signsIn, Has(job, "environment"));
        });
    });

    [Fact]
    public void No_secret_is_used_and_no_script_is_put_together_from_what_others_wrote() => Assert.All(Files, file =>
    {
        Assert.DoesNotContain("secrets.", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.DoesNotContain("pull_request_target", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.All(JobsOf(Load(file)).SelectMany(StepsOf), step =>
            Assert.DoesNotContain("${{", Text(step, "run") ?? "", StringComparison.Ordinal));
    });

    [Fact]
    public void Jobs_end_and_a_checkout_leaves_no_credentials() => Assert.All(Files.SelectMany(file => JobsOf(Load(file))), job =>
    {
        Assert.InRange(int.Parse(Text(job, "timeout-minutes")!), 1, 60);
        Assert.All(StepsOf(job).Where(step => Text(step, "uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true), step =>
            Assert.Equal("false", Text((YamlMappingNode)step["with"], "persist-credentials")));
    });

    [Fact]
    public void The_scripts_they_run_are_there_and_get_what_the_parameters_read()
    {
        string[] read = [.. Directory.GetFiles(Repository.PathOf("bicep"), "*.bicepparam").SelectMany(file => Variable().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value).Except(["PERF_IMAGE", "PERF_BUDGET_START"]).Distinct()];
        YamlMappingNode[] steps = [.. JobsOf(Load(Path.Combine(Folder, "deploy.yml"))).SelectMany(StepsOf)
            .Where(step => Text(step, "run")?.StartsWith("infra/deploy/", StringComparison.Ordinal) == true)];
        Assert.Equal(2, steps.Length);
        Assert.All(steps, step =>
        {
            Assert.True(File.Exists(Repository.PathOf(Text(step, "run")!.Split(' ')[0])));
            Assert.All(read.Append("AZURE_RESOURCE_GROUP"), name => Assert.True(Has((YamlMappingNode)step["env"], name), $"deploy.yml hands no {name}"));
        });
    }

    [Fact]
    public void The_developer_CLI_finds_template_and_app()
    {
        YamlMappingNode azure = Load(Repository.PathOf("azure.yaml"));
        var infra = (YamlMappingNode)azure["infra"];
        Assert.True(File.Exists(Repository.PathOf(Text(infra, "path")!, $"{Text(infra, "module")}.bicepparam")));
        KeyValuePair<YamlNode, YamlNode> service = Assert.Single(((YamlMappingNode)azure["services"]).Children);
        Assert.True(Directory.Exists(Repository.PathOf(Text((YamlMappingNode)service.Value, "project")!)));
        Assert.Contains($"'azd-service-name': '{service.Key}'", Repository.Read("bicep", "modules", "flex.bicep"), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex PinnedAction();

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)'")]
    private static partial Regex Variable();

    private static YamlMappingNode Load(string file)
    {
        using StreamReader text = File.OpenText(file);
        var yaml = new YamlStream();
        yaml.Load(text);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static IEnumerable<YamlMappingNode> JobsOf(YamlMappingNode workflow) => ((YamlMappingNode)workflow["jobs"]).Children.Values.Cast<YamlMappingNode>();

    private static IEnumerable<YamlMappingNode> StepsOf(YamlMappingNode job) => ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>();

    private static bool Has(YamlMappingNode node, string key) => node.Children.ContainsKey(new YamlScalarNode(key));

    private static string? Text(YamlMappingNode node, string key) => Has(node, key) ? node[key].ToString() : null;

    private static string[] Permissions(YamlMappingNode node) => Has(node, "permissions")
        ? [.. ((YamlMappingNode)node["permissions"]).Select(entry => $"{entry.Key}: {entry.Value}")]
        : [];
}
