using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PerfFunctions.Api;
using PerfFunctions.Cli.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Cli.Tests.Commands;

public sealed class PlanSettingsTests
{
    private const string Plan = """
        version: 1
        name: shop
        parameters: { users: 20, length: 2s, host: }
        profiles: { peak: { parameters: { users: 400, length: 9s } } }
        target: '${host}'
        load: { browse: { users: { count: '${users}', for: '${length}' }, flow: [ { get: / } ] } }
        """;

    [Fact]
    public async Task The_command_line_comes_before_the_environment_and_both_reach_the_service()
    {
        string? query = null;
        await using StubService service = await StubService.StartAsync(context =>
        {
            query = context.Request.Method == "POST" ? context.Request.QueryString.Value : query;
            return context.Request.Method == "POST"
                ? context.Response.WriteAsJsonAsync(new RunAccepted("1", "s", "r", "p"))
                : context.Response.WriteAsync(JsonSerializer.Serialize(
                    Samples.Ended(RunOutcome.Passed) with { Profile = "peak", Parameters = new Dictionary<string, string> { ["users"] = "[5]" } }, PerfJson.Options));
        });
        PerfEnd end = await Perf.RunAsync(
            ["run", "-", "--profile", "peak", "--set", "users=5", "--server", service.Address.ToString()],
            Plan, "PERF_PARAM_USERS=7", "PERF_PARAM_HOST=http://127.0.0.1:9", "PERF_PARAM_USRES=1");
        Assert.True(end.Code == 0, end.Errors);
        Assert.Equal("?profile=peak&set=users%3D5&set=host%3Dhttp%3A%2F%2F127.0.0.1%3A9", query);
        Assert.Contains("with profile peak, users=5, length=9s, host=http://127.0.0.1:9", end.Output, StringComparison.Ordinal);
        Assert.Contains("with    profile peak, users=[5]", end.Output, StringComparison.Ordinal);
        Assert.Contains("PERF_PARAM_USRES is ignored", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("PERF_PARAM_HOST is ignored", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_set_is_reported_before_anything_is_started()
    {
        (await Perf.RunAsync(["run", "-", "--dry-run"], Plan)).IsToldAs("parameters.host: the parameter 'host' has no value", "PERF_PARAM_HOST");
        (await Perf.RunAsync(["run", "-", "--profile", "paek", "--set", "host=http://a"], Plan)).IsToldAs("the plan has no profile 'paek'; did you mean 'peak'?");
        (await Perf.RunAsync(["run", "-", "--set", "host"], Plan)).IsToldAs("set: this does not set a parameter", "NAME=VALUE");
        (await Perf.RunAsync(["run", "-"], Plan, "PERF_PARAM_HOST=http://a", "PERF_PARAM_USERS=many")).IsToldAs("load.browse.users.count: this must be a whole number (from parameter 'users')");
    }

    [Fact]
    public async Task Profiles_and_parameters_are_completed_from_the_file()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Plan);
        string line = $"run {file} --profile ";
        Assert.Equal("peak", (await Perf.RunAsync([$"[suggest:{line.Length}]", line])).Output.Trim());
        line = $"run {file} --set ";
        Assert.Equal(["host=", "length=", "users="], (await Perf.RunAsync([$"[suggest:{line.Length}]", line])).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order());
        File.Delete(file);
    }
}
