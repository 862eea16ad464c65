using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PerfFunctions.Api;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Notifications;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Starting;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Tests.Runs.Activities;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Notifications;

public sealed class VerdictWebhookTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Secret = "between the two of us";

    private readonly ConcurrentQueue<(string Delivery, string Signature, byte[] Body)> _taken = new();
    private readonly ConcurrentQueue<(int Status, string? RetryAfter)> _refusals = new();
    private WebApplication _receiver = null!;

    private string[] Settings => [$"Perf:Webhook:Url={_receiver.Urls.First()}/perf", $"Perf:Webhook:Secret={Secret}"];

    private Bench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _receiver = builder.Build();
        _receiver.Urls.Add("http://127.0.0.1:0");
        _receiver.Run(TakeAsync);
        await _receiver.StartAsync();
        _bench = await Bench.StartAsync(azurite, null, Settings);
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

        Assert.Null((await PostAsync(run)).Problem);

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

        CodeHostAttempt busy = await PostAsync(run);
        CodeHostAttempt refused = await PostAsync(run);
        CodeHostAttempt taken = await PostAsync(run);

        Assert.Equal((true, TimeSpan.FromSeconds(17)), (busy.IsTransient, busy.Wait));
        Assert.Equal((false, "The verdict webhook responded with status 302."), (refused.IsTransient, refused.Problem));
        Assert.Null(taken.Problem);
        Assert.Single(_taken);
    }

    // A wait of more than a day would be the end of the patience, and of the verdict.
    [Theory]
    [InlineData("172800")]
    [InlineData("Fri, 01 Jan 2100 00:00:00 GMT")]
    public async Task A_receiver_that_wants_to_be_left_alone_for_days_is_asked_after_an_hour(string retryAfter)
    {
        RunRecord run = await JudgedAsync();
        _refusals.Enqueue((503, retryAfter));

        Assert.Equal(TimeSpan.FromHours(1), (await PostAsync(run)).Wait);
    }

    [Fact]
    public async Task A_verdict_is_posted_once_though_the_pull_request_cannot_be_reported_for_hours()
    {
        await using Service service = await Service.StartAsync(azurite, new FastTime(3_600), Settings);
        for (int i = 0; i < 5; i++)
        {
            service.PullRequests.Failures.Enqueue(new CodeHostCallException("GitHub responded with status 503") { IsTransient = true, Wait = TimeSpan.FromMinutes(59) });
        }

        string runId = await service.Get<RunStarter>().StartAsync(
            service.Durable, new RunStart(RunTrigger.PullRequest, "shop", Samples.PlanWithOpenTarget.Replace("{pr}", "{none}", StringComparison.Ordinal)) { PullRequest = Samples.PullRequest },
            default);
        await service.EndAsync(runId);

        Assert.Equal(runId, Assert.Single(_taken).Delivery);
        Assert.NotNull(Assert.Single(service.PullRequests.Checks).Value);
    }

    [Fact]
    public async Task A_verdict_that_nobody_takes_leaves_the_pull_request_told()
    {
        await using Service service = await Service.StartAsync(azurite, new FastTime(60), Settings);
        _refusals.Enqueue((404, null));
        service.PullRequests.Failures.Enqueue(new CodeHostCallException("GitHub responded with status 503") { IsTransient = true, Wait = TimeSpan.FromMinutes(1) });

        string runId = await service.Get<RunStarter>().StartAsync(
            service.Durable, new RunStart(RunTrigger.PullRequest, "shop", Samples.PlanWithOpenTarget.Replace("{pr}", "{none}", StringComparison.Ordinal)) { PullRequest = Samples.PullRequest },
            default);
        await service.EndAsync(runId);

        Assert.Empty(_taken);
        Assert.NotNull(Assert.Single(service.PullRequests.Checks).Value);
        Assert.Equal([runId], await service.Get<UndeliveredStore>().ListAsync(5, default));
    }

    private async Task<RunRecord> JudgedAsync()
    {
        RunRecord run = await _bench.AddRunAsync(Samples.LoadPlan, Samples.PullRequest, RunTrigger.PullRequest);
        await _bench.JudgeAsync(run, RunOutcome.TimedOut, "too long");
        return run;
    }

    private Task<CodeHostAttempt> PostAsync(RunRecord run) => _bench.Make<PostVerdict>().RunAsync(new RunRequest(run.RunId), new TestFunctionContext());

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
