using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PerfFunctions.Api;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;
using PerfFunctions.Cli.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Cli.Tests.Service;

public sealed class ServiceClientTests
{
    [Theory]
    [InlineData(401, "text/plain", "", "requires authentication", "--key")]
    [InlineData(400, "application/problem+json", """{ "title": "The plan is not valid", "detail": "one\ntwo" }""", "The plan is not valid:", "one\ntwo")]
    [InlineData(404, "application/problem+json", """{ "title": "Not found", "detail": "There is no run 'x'." }""", "Not found: There is no run 'x'.", "")]
    [InlineData(500, "text/plain", "", "responded with status 500", "")]
    [InlineData(502, "text/html", "<html>Bad gateway</html>", "responded with status 502", "")]
    [InlineData(500, "application/json", "[1]", "responded with status 500", "")]
    [InlineData(500, "application/json", """{ "title": 5 }""", "responded with status 500", "")]
    [InlineData(200, "text/html", "<html>Welcome</html>", "is not a PerfFunctions service", "")]
    [InlineData(200, "application/json", "{}", "is not a PerfFunctions service", "")]
    [InlineData(200, "application/json", "null", "an empty response", "")]
    public async Task What_goes_wrong_is_a_sentence(int status, string type, string body, string sentence, string also)
    {
        await using StubService service = await StubService.StartAsync(status, type, body);
        using var client = new ServiceClient(service.Address);
        var told = await Assert.ThrowsAsync<CliException>(() => client.GetAsync("x", default));
        Assert.Contains(sentence, told.Message, StringComparison.Ordinal);
        Assert.Contains(also, told.Message, StringComparison.Ordinal);
        Assert.False(await client.IsHealthyAsync(default));
    }

    [Fact]
    public async Task A_service_that_refuses_connections_does_not_answer()
    {
        using var client = new ServiceClient(new Uri($"http://127.0.0.1:{FreePort()}"));
        var told = await Assert.ThrowsAsync<CliException>(() => client.ListAsync(1, default));
        Assert.Contains("does not respond", told.Message, StringComparison.Ordinal);
        Assert.False(await client.IsHealthyAsync(default));
    }

    [Fact]
    public async Task A_service_that_hangs_up_does_not_answer()
    {
        await using StubService service = await StubService.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        using var client = new ServiceClient(service.Address);
        Assert.Contains("does not respond", (await Assert.ThrowsAsync<CliException>(() => client.StartAsync(Samples.Plan, null, default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_the_token_and_the_target_reach_the_service_as_they_are()
    {
        string? seen = null;
        await using StubService service = await StubService.StartAsync(context =>
        {
            seen = $"{context.Request.Headers["x-functions-key"]} {context.Request.Headers.Authorization} {context.Request.Query["target"]}";
            return context.Response.WriteAsJsonAsync(new RunAccepted("1", "s", "r", "p"));
        });
        using var client = new ServiceClient(service.Address, "secret", "token");
        await client.StartAsync(Samples.Plan, "https://x.example/a?b=c&d=é", default);
        Assert.Equal("secret Bearer token https://x.example/a?b=c&d=é", seen);
    }

    [Fact]
    public async Task Only_what_is_chosen_of_a_history_is_asked_for()
    {
        List<string> seen = [];
        await using StubService service = await StubService.StartAsync(context =>
        {
            seen.Add($"{context.Request.Path}{context.Request.QueryString}");
            return context.Response.WriteAsJsonAsync(Samples.Trends, PerfJson.Options);
        });
        using var client = new ServiceClient(service.Address);
        TrendView view = await client.TrendsAsync("shop", "home.lcp", 30, "a1b2c3d4e5f6", default);
        await client.TrendsAsync("shop", null, null, null, default);
        Assert.Equal(["/api/trends/shop?metric=home.lcp&last=30&conditions=a1b2c3d4e5f6", "/api/trends/shop"], seen);
        Assert.Equivalent(Samples.Trends, view, strict: true);
    }

    [Fact]
    public async Task A_commit_reaches_the_service_with_its_branch()
    {
        string? seen = null;
        await using StubService service = await StubService.StartAsync(context =>
        {
            seen = $"{context.Request.Query["commit"]} {context.Request.Query["branch"]}";
            return context.Response.WriteAsJsonAsync(new RunAccepted("1", "s", "r", "p"));
        });
        using var client = new ServiceClient(service.Address);
        await client.StartAsync(new(Samples.Plan, PlanFiles.None), null, new RunSource("1a2b3c4", "feature/a&b"), PlanSettings.None, default);
        Assert.Equal("1a2b3c4 feature/a&b", seen);
    }

    [Fact]
    public async Task An_interrupted_run_is_cancelled_and_followed_to_its_end()
    {
        using var interrupt = new CancellationTokenSource();
        int deletes = 0;
        await using StubService service = await StubService.StartAsync(async context =>
        {
            if (context.Request.Method == "DELETE")
            {
                deletes++;
                await context.Response.WriteAsJsonAsync(new RunAccepted("1", "s", "r", "p"));
                return;
            }

            RunView run = deletes > 0 ? Samples.Ended(RunOutcome.Cancelled) : Samples.Running("load");
            await context.Response.WriteAsync(JsonSerializer.Serialize(run, PerfJson.Options));
            await interrupt.CancelAsync();
        });
        using var client = new ServiceClient(service.Address);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new RunFollower(client, TimeProvider.System)
            .FollowAsync("1", new PlainProgress(TextWriter.Null, TimeProvider.System), interrupt.Token));
        Assert.Equal(1, deletes);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
