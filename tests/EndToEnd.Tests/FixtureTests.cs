using PerfFunctions.Api;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>What a plan makes before its load and removes at the end, on a service that does not live through it.</summary>
public sealed class FixtureTests(ServiceFixture fixture)
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_is_cancelled_after_its_service_was_killed_removes_what_its_setup_made()
    {
        await using TenantTarget target = await TenantTarget.StartAsync();
        await using ServiceProcess service = new(fixture.Storage);
        await service.StartAsync();
        RunAccepted accepted = await service.Client.StartAsync("""
            version: 1
            name: tenants
            shards: 3
            setup: [ { post: /tenants, name: create, capture: { token: $.token, tenant: $.id } } ]
            teardown: [ { delete: '/tenants/${tenant}', name: remove } ]
            load:
              order:
                users: { count: 6, for: 10m }
                http: { headers: { authorization: 'Bearer ${token}' } }
                flow: [ { post: /orders }, { pause: 200ms } ]
            budgets: [ order.errors < 50% ]
            """, target.Address.ToString(), Test);
        await Eventually.TrueAsync(() => target.Orders > 20, "orders of all shards");
        await service.KillAsync();
        int orders = target.Orders;
        await service.StartAsync();
        await Eventually.TrueAsync(() => target.Orders > orders, "orders after the restart", TimeSpan.FromMinutes(2));
        await service.Client.CancelAsync(accepted.RunId, Test);
        RunView run = await ServiceFixture.EndOfAsync(service.Client, accepted.RunId);

        Assert.Equal((RunOutcome.Cancelled, 1, 0, 0), (run.Outcome, target.Created, target.Left, target.Strangers));
        Assert.Equal((FixtureState.Completed, FixtureState.Completed), (run.Setup!.State, run.Teardown!.State));
        Assert.Equal("DELETE /tenants/1", target.Asked[^1]);
        string token = Assert.Single(target.Tokens);
        Assert.DoesNotContain(token, service.Log, StringComparison.Ordinal);
        foreach (string format in new[] { "html", "md", "json", "xml" })
        {
            Assert.DoesNotContain(token, await service.Client.ReportAsync(run.RunId, format, Test), StringComparison.Ordinal);
        }
    }
}
