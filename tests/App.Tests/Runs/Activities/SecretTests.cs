using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs.Activities;

public sealed class SecretTests(AzuriteFixture azurite)
{
    private const string Plan = """
        version: 1
        name: secretive
        target: https://shop.example
        load:
          browse:
            users: { count: 1, iterations: 10, for: 60s }
            http: { trace: 100% }
            flow:
              - post: /cart
                headers: { x-page: 'Key ${secret(shop_key)}' }
                json: { pin: '${secret(pin)}' }
                expect: { status: 201 }
              - get: /echo
                headers: { x-page: '${secret(shop_key)}' }
                expect: { body: hello }
        budgets: [ browse.errors < 1% ]
        """;

    [Fact]
    public async Task Secrets_that_are_not_set_end_the_run_without_data_and_are_named()
    {
        await using Bench bench = await Bench.StartAsync(azurite, null, "Perf:Secrets:pin=1234");
        RunRecord run = await bench.AddRunAsync(Plan);
        RunStop stop = (await bench.PlanAsync(run.RunId)).Stop!;
        Assert.Equal(RunOutcome.NoData, stop.Outcome);
        Assert.Equal(
            "The plan needs a secret that is not configured: shop_key. Set Perf:Secrets:shop_key in the service's configuration.", stop.Reason);
    }

    [Fact]
    public async Task A_secret_reaches_the_target_and_nothing_else()
    {
        string key = $"key{Guid.NewGuid():N}";
        string pin = $"pin{Guid.NewGuid():N}";
        await using TestTarget target = await TestTarget.StartAsync();
        await using var own = new AzuriteFixture();
        await own.InitializeAsync();
        await using Service service = await Service.StartAsync(own, null, $"Perf:Secrets:shop_key={key}", $"Perf:Secrets:pin={pin}");
        LoadRun run = await LoadRun.StartAsync(service, target, Plan);
        RunSummary summary = await run.EndAsync();

        Assert.Equal(10, target.Log.Count);
        Assert.All(target.Log, line => Assert.True(line.Contains($"Key {key}", StringComparison.Ordinal) && line.Contains(pin, StringComparison.Ordinal), line));
        Assert.Equal(10, Assert.Single(summary.Scenarios).Counts.Failed);
        Assert.Equal(10, summary.Scenarios[0].Errors["body in charset '(removed)', which is not supported"]);
        Assert.NotNull(await service.Get<RunBlobs>().FindReportAsync(run.Id, "html", default));
        int looked = 0;
        await foreach (string kept in StoredTexts.AllAsync(own.ConnectionString))
        {
            looked++;
            Assert.DoesNotContain(key, kept, StringComparison.Ordinal);
            Assert.DoesNotContain(pin, kept, StringComparison.Ordinal);
        }

        Assert.InRange(looked, 20, int.MaxValue);
    }
}
