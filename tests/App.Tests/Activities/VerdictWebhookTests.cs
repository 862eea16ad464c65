using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PerfFunctions.App.Activities;
using PerfFunctions.App.GitHub;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Activities;

public sealed class VerdictWebhookTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Secret = "between the two of us";

    private readonly ConcurrentQueue<(string Delivery, string Signature, byte[] Body)> _taken = new();
    private readonly ConcurrentQueue<(int Status, string? RetryAfter)> _refusals = new();
    private WebApplication _receiver = null!;
    private Bench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _receiver = builder.Build();
        _receiver.Urls.Add("http://127.0.0.1:0");
        _receiver.Run(TakeAsync);
        await _receiver.StartAsync();
        _bench = await Bench.StartAsync(azurite, null, $"Perf:Webhook:Url={_receiver.Urls.First()}/perf", $"Perf:Webhook:Secret={Secret}");
    }

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Every_verdict_is_posted_signed_over_the_bytes_as_they_come()
    {
        RunRecord run = await JudgedAsync();

        Assert.Null((await ReportAsync(run)).Problem);

        (string delivery, string signature, byte[] body) = Assert.Single(_taken);
        Assert.Equal(run.RunId, delivery);
        Assert.Equal($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body))}", signature);
        JsonElement json = JsonSerializer.Deserialize<JsonElement>(body);
        Assert.Equal(("shop", "octo/shop", 17), (json.GetProperty("plan").GetString(), json.GetProperty("repository").GetString(), json.GetProperty("pullRequest").GetInt32()));
        Assert.DoesNotContain(Secret, json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_that_is_busy_is_tried_again_and_one_that_refuses_is_not()
    {
        RunRecord run = await JudgedAsync();
        _refusals.Enqueue((503, "17"));
        _refusals.Enqueue((302, null));

        CodeHostTurn busy = await ReportAsync(run);
        CodeHostTurn refused = await ReportAsync(run);
        CodeHostTurn taken = await ReportAsync(run);

        Assert.Equal((true, TimeSpan.FromSeconds(17)), (busy.IsPassing, busy.Wait));
        Assert.Equal((false, "The webhook of verdicts answered 302."), (refused.IsPassing, refused.Problem));
        Assert.Null(taken.Problem);
        Assert.Single(_taken);
    }

    private async Task<RunRecord> JudgedAsync()
    {
        RunRecord run = await _bench.AddRunAsync(Samples.LoadPlan, Samples.PullRequest, RunTrigger.PullRequest);
        await _bench.JudgeAsync(run, RunOutcome.TimedOut, "too long");
        return run;
    }

    private Task<CodeHostTurn> ReportAsync(RunRecord run) =>
        _bench.Make<ReportRun>().RunAsync(new RunClosing(run.RunId, Quiet: false), new TestFunctionContext());

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (_refusals.TryDequeue(out (int Status, string? RetryAfter) refusal))
        {
            context.Response.StatusCode = refusal.Status;
            context.Response.Headers.RetryAfter = refusal.RetryAfter;
            return;
        }

        _taken.Enqueue((context.Request.Headers["X-Perf-Delivery"]!, context.Request.Headers["X-Perf-Signature-256"]!, body.ToArray()));
    }
}
