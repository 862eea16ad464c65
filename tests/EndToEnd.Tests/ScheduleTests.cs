using System.Net;
using System.Text;
using PerfFunctions.Api;
using PerfFunctions.App.Triggers;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>Stored plans that run by themselves.</summary>
public sealed class ScheduleTests(ServiceFixture service)
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stored_plan_that_is_due_is_run_by_the_nightly_timer()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        string name = $"nightly-{Guid.NewGuid():N}"[..20];
        string plan = $$"""
            version: 1
            name: {{name}}
            target: {{target.Address}}
            load:
              browse:
                arrivals: { rate: 10/s, for: 1s }
                flow: [ { get: / } ]
            budgets: [ browse.errors < 1% ]
            schedule: { cron: '* * * * * *' }
            """;
        using HttpResponseMessage stored = await service.Http.PutAsync(
            $"api/plans/{name}", new StringContent(plan, Encoding.UTF8, "application/yaml"), Test);
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);

        RunView? due = null;
        await Eventually.TrueAsync(
            async () =>
            {
                await FireAsync();
                due = (await service.Client.ListAsync(50, Test)).FirstOrDefault(r => r.Plan == name && r.Trigger == RunTrigger.Schedule);
                return due is not null;
            },
            "a scheduled run");
        using HttpResponseMessage gone = await service.Http.DeleteAsync($"api/plans/{name}", Test);

        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Expect.Passed(await service.EndOfAsync(due!.RunId));
    }

    // The host's own way of running a timer now: the schedule itself looks every minute. A second must pass until the
    // plan is due, so it is asked twice a second.
    private async Task FireAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"admin/functions/{nameof(NightlyTimer)}")
        {
            Content = new StringContent("{}", Encoding.UTF8, "application/json"),
        };
        if (ServiceFixture.AdminKey is { } key)
        {
            request.Headers.Add("x-functions-key", key);
        }

        using HttpResponseMessage fired = await service.Http.SendAsync(request, Test);
        Assert.Equal(HttpStatusCode.Accepted, fired.StatusCode);
        await Task.Delay(500, Test);
    }
}
