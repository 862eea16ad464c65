using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using PerfFunctions.Api;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Notifications;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Starting;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Text;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs.Orchestrations;

/// <summary>GitHub is down for hours, which pass in seconds here.</summary>
public sealed class OutageTests(AzuriteFixture azurite)
{
    // An hour a second, and for a whole day three times that.
    private const double Speed = 3_600;

    private static readonly CodeHostCallException Limited = new("GitHub responded with status 429") { IsTransient = true, Wait = TimeSpan.FromMinutes(59) };

    [Fact]
    public async Task A_report_comes_after_hours_of_failures_and_once()
    {
        var time = new FastTime(Speed);
        await using Service service = await Service.StartAsync(azurite, time);
        for (int i = 0; i < 5; i++)
        {
            service.PullRequests.Failures.Enqueue(Limited);
        }

        string runId = await StartAsync(service);
        OrchestrationMetadata end = await service.EndAsync(runId);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.NotNull(Assert.Single(service.PullRequests.Checks).Value);
        Assert.InRange(time.ToFast(end.LastUpdatedAt) - time.ToFast(end.CreatedAt), TimeSpan.FromHours(4), TimeSpan.FromDays(7));
        Assert.Empty(await service.Get<UndeliveredStore>().ListAsync(5, default));
    }

    [Fact]
    public async Task A_report_that_waits_survives_a_restart()
    {
        string[] storage = [$"AzureFunctionsJobHost:extensions:durableTask:hubName={Bench.NewPrefix()}", $"Perf:Storage:Prefix={Bench.NewPrefix()}"];
        string runId;

        // At the usual speed no message is read as this service stops, which the other would see after a minute.
        await using (Service first = await Service.StartAsync(azurite, new FastTime(1), storage))
        {
            first.PullRequests.Down = new CodeHostCallException("refused") { IsTransient = true };
            runId = await StartAsync(first);
            await Eventually.TrueAsync(
                async () => (await first.Get<RunStore>().GetAsync(runId, default)).Outcome is not null, "the end of the run");
            await first.StopAsync();
        }

        await using Service second = await Service.StartAsync(azurite, new FastTime(60), storage);
        await second.EndAsync(runId);

        Assert.NotNull(Assert.Single(second.PullRequests.Checks).Value);
    }

    [Fact]
    public async Task A_report_that_finds_nobody_for_a_day_is_reported_by_the_health_page()
    {
        await using Service service = await Service.StartAsync(azurite, new FastTime(3 * Speed));
        service.PullRequests.Down = Limited;

        string runId = await StartAsync(service);
        OrchestrationMetadata end = await service.EndAsync(runId);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.Equal(1, (await HealthAsync(service)).GetProperty("undelivered").GetInt32());
        Assert.Equal([runId], (await service.Http.GetFromJsonAsync<UndeliveredReports>("api/notifications", PerfJson.Options))!.Runs);
    }

    [Fact]
    public async Task A_failure_that_no_waiting_mends_is_given_up_at_once()
    {
        await using Service service = await Service.StartAsync(azurite, new FastTime(60));
        service.PullRequests.Down = new CodeHostCallException("GitHub responded with status 404");

        string runId = await StartAsync(service);
        await service.EndAsync(runId);

        Assert.Equal([runId], await service.Get<UndeliveredStore>().ListAsync(5, default));
    }

    [Fact]
    public async Task A_report_that_fails_in_a_way_nobody_foresaw_is_noted_down_and_the_run_ends()
    {
        await using Service service = await Service.StartAsync(azurite, new FastTime(Speed));
        service.PullRequests.Fault = new InvalidOperationException("The code host 'ghe' that the run came from is no longer configured.");

        string runId = await StartAsync(service);
        OrchestrationMetadata end = await service.EndAsync(runId);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.Equal([runId], await service.Get<UndeliveredStore>().ListAsync(5, default));
    }

    [Fact]
    public async Task A_report_that_was_given_up_is_sent_when_it_is_asked_for_again()
    {
        await using Service service = await Service.StartAsync(azurite, new FastTime(60));
        service.PullRequests.Down = new CodeHostCallException("GitHub responded with status 401");
        string runId = await StartAsync(service);
        await service.EndAsync(runId);
        Assert.Equal([runId], await service.Get<UndeliveredStore>().ListAsync(5, default));
        await NotifyAsync(service, runId);
        Assert.Equal([runId], await service.Get<UndeliveredStore>().ListAsync(5, default));

        service.PullRequests.Down = null;
        await NotifyAsync(service, runId);

        Assert.NotNull(Assert.Single(service.PullRequests.Checks).Value);
        Assert.Empty(await service.Get<UndeliveredStore>().ListAsync(5, default));
        Assert.Equal(404, (int)(await service.Http.PostAsync($"api/runs/{Samples.Run(Samples.Now).RunId}/notifications", null)).StatusCode);
    }

    [Fact]
    public async Task A_report_that_is_still_on_its_way_is_not_sent_besides()
    {
        await using Service service = await Service.StartAsync(azurite, new FastTime(1));
        service.PullRequests.Down = Limited;
        string runId = await StartAsync(service);
        await Eventually.TrueAsync(
            async () => (await service.Get<RunStore>().FindAsync(runId, default))?.Outcome is not null, "the end of the run");

        using HttpResponseMessage answer = await service.Http.PostAsync($"api/runs/{runId}/notifications", null);

        Assert.Equal(409, (int)answer.StatusCode);
        Assert.Contains("still being delivered", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task NotifyAsync(Service service, string runId)
    {
        using HttpResponseMessage answer = await service.Http.PostAsync($"api/runs/{runId}/notifications", null);
        Assert.Equal(202, (int)answer.StatusCode);
        await service.EndAsync(RunInstances.NotificationId(runId));
    }

    private static Task<JsonElement> HealthAsync(Service service) => service.Http.GetFromJsonAsync<JsonElement>("api/health");

    private static Task<string> StartAsync(Service service) => service.Get<RunStarter>().StartAsync(
        service.Durable, new RunStart(RunTrigger.PullRequest, "nowhere", Samples.PlanWithOpenTarget.Replace("{pr}", "{none}", StringComparison.Ordinal))
        {
            PullRequest = Samples.PullRequest,
        },
        default);
}
