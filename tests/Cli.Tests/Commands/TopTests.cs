using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PerfFunctions.Api;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Cli.Tests.Commands;

public sealed class TopTests
{
    private readonly List<string> _methods = [];
    private int _asked;

    [Fact]
    public async Task A_run_that_someone_else_started_is_watched_to_its_end_and_left_alone()
    {
        await using StubService service = await StartAsync();
        PerfEnd end = await Perf.RunAsync(["top", Samples.Running("load").RunId, "--server", service.Address.ToString()]);
        Assert.Equal(ExitCodes.Fail, end.Code);
        Assert.Contains("browse: 40 req/s, p50 12 ms, p95 30 ms", end.Output, StringComparison.Ordinal);
        Assert.Contains("the [red]headline[/]", end.Output, StringComparison.Ordinal);
        Assert.All(_methods, method => Assert.Equal("GET", method));
    }

    [Fact]
    public async Task Without_an_id_the_run_in_progress_is_watched()
    {
        await using StubService service = await StartAsync(Samples.Ended(RunOutcome.Passed), Samples.Running("load"));
        PerfEnd end = await Perf.RunAsync(["top", "--server", service.Address.ToString()]);
        Assert.Equal(ExitCodes.Fail, end.Code);
    }

    [Fact]
    public async Task Where_no_run_is_in_progress_the_command_says_what_to_do()
    {
        await using StubService service = await StartAsync(Samples.Ended(RunOutcome.Passed));
        (await Perf.RunAsync(["top", "--server", service.Address.ToString()])).IsToldAs("No run is in progress", "perf top RUN");
    }

    // A run under load that has ended when it is asked for the third time.
    private Task<StubService> StartAsync(params RunView[] listed) => StubService.StartAsync(context =>
    {
        _methods.Add(context.Request.Method);
        object answer = context.Request.Path == "/api/runs" ? new RunList(listed, null)
            : ++_asked < 3 ? Samples.Running("load", new LiveLoad(3, 10, [new LiveScenario("browse", 120, 0, 0, 40, 12, 30)]))
            : Samples.Ended(RunOutcome.Failed);
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(answer, answer.GetType(), PerfJson.Options));
    });
}
