using System.Collections.Concurrent;
using System.Net;
using System.Text;
using PerfFunctions.Api;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>The kill switch, with load and a browser under way.</summary>
public sealed class StopTests(ServiceFixture fixture)
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_switch_ends_load_and_page_loads_and_keeps_what_was_measured()
    {
        // It stops all runs of a service: no other test may have one there.
        await using ServiceProcess service = fixture.NewService();
        await service.StartAsync();
        await using TestTarget load = await TestTarget.StartAsync();
        await using TestTarget page = await TestTarget.StartAsync();
        ConcurrentQueue<DateTimeOffset> sent = Recorded(load), loaded = Recorded(page);
        RunAccepted accepted = await service.Client.StartAsync($$"""
            version: 1
            name: endless
            audits: under-load
            load:
              browse: { arrivals: { rate: 50/s, for: 10m }, flow: [ { get: / } ] }
            pages:
              first: { path: '{{page.Address}}', runs: 50 }
              second: { path: '{{page.Address}}', runs: 50 }
            budgets: [ browse.errors < 1% ]
            """, load.Address.ToString(), Test);
        await Eventually.TrueAsync(() => sent.Count > 50 && loaded.Count > 2, "load and page loads", TimeSpan.FromMinutes(8));

        DateTimeOffset ended;
        try
        {
            using var why = new StringContent("""{ "reason": "the shop is down" }""", Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await service.Http.PostAsync("api/halt", why, Test);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            RunView run = await ServiceFixture.EndOfAsync(service.Client, accepted.RunId);

            Assert.Equal(RunOutcome.Cancelled, run.Outcome);
            Assert.Contains(run.Verdict!.Notes, note => note.EndsWith("the shop is down", StringComparison.Ordinal));
            Assert.Contains("browse", await service.Http.GetStringAsync($"api/runs/{run.RunId}/report.md", Test), StringComparison.Ordinal);
            ended = DateTimeOffset.UtcNow;
            await Task.Delay(TimeSpan.FromSeconds(2), Test);
        }
        finally
        {
            using HttpResponseMessage released = await service.Http.DeleteAsync("api/halt", Test);
        }

        Assert.All([sent, loaded], requests => Assert.True(requests.Max() < ended, $"a request came {requests.Max() - ended} after the end"));
    }

    private static ConcurrentQueue<DateTimeOffset> Recorded(TestTarget target)
    {
        ConcurrentQueue<DateTimeOffset> times = new();
        target.OnRequest = _ => times.Enqueue(DateTimeOffset.UtcNow);
        return times;
    }
}
