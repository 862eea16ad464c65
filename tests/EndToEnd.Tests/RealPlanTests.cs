using PerfFunctions.Api;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>Plans such as real load tests are, each against a store of its own, which counts what the plan says.</summary>
public sealed class RealPlanTests(ServiceFixture service)
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private static readonly Dictionary<string, string> Expected = new()
    {
        ["login-and-browse"] = "GET /items 12, GET /items/{id:int} 12, GET /me 12, POST /login 3",
        ["form-with-token"] = "GET /form 4, GET /items/{id:int} 12, POST /search 4",
        ["documents"] = "DELETE /documents/{id} 10, GET /documents/{id} 10, GET /documents/{id} 404 10, PUT /documents/{id} 10",
        ["order-until-paid"] = "DELETE /orders/{id} 6, GET /orders/{id} 18, POST /orders 6",
        ["retried"] = "GET / 6, GET /flaky/{key} 6, GET /flaky/{key} 503 12",
        ["page-with-assets"] = "GET / 6, GET /assets/{name} 24",
        ["typed-rows"] = "GET / 2, GET /items/{id:int} 4, POST /graphql 6",
        ["signed"] = "GET /items/{id:int} 4, POST /signed 4",
        ["weighted-tasks"] = "GET / 3, GET /items 21, GET /items/{id:int} 9",
        ["thread-group"] = "GET /items/{id:int} 16, GET /me 401 8",
        ["pages-of-a-list"] = "GET /items 12, GET /items/{id:int} 4",
        ["channel-delay"] = "GET /socket 4",
        ["shop-as-a-browser"] = "GET /assets/{name} 12, GET /items 6, GET /items/{id:int} 6, GET /kept/{name} 4, GET /window 6",
        ["smoke-or-peak"] = "GET / 20, GET /items/{id:int} 20",
    };

    [Fact]
    public async Task The_store_counts_what_each_plan_says()
    {
        string[] plans = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Plans"), "*.yml");
        Assert.Equal(Expected.Keys.Order(StringComparer.Ordinal), plans.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        await Parallel.ForEachAsync(plans, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Test }, async (plan, _) => await RunAsync(plan));
    }

    private async Task RunAsync(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        await using StoreTarget store = await StoreTarget.StartAsync();
        RunAccepted accepted = await service.Client.StartAsync(
            new PlanSource(await File.ReadAllTextAsync(file, Test), PlanFiles.None), store.Address.ToString(), new RunSource(null, null),
            name == "smoke-or-peak" ? PlanSettings.None with { Profile = "peak" } : PlanSettings.None, Test);
        RunView run = await service.EndOfAsync(accepted.RunId);

        Assert.Equal(Expected[name], string.Join(", ", store.Counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}")));
        Expect.Passed(run);
        Assert.All(run.Verdict!.Rules, rule => Assert.True(Expect.IsHeld(run, rule), $"{name}: {rule.Rule} {rule.Status}"));
    }
}
