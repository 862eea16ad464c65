using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Plans;

public sealed class FeedFetcherTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private Bench _bench = null!;
    private WebApplication _files = null!;

    private string Files => _files.Urls.First();

    public async ValueTask InitializeAsync()
    {
        _bench = await Bench.StartAsync(azurite);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _files = builder.Build();
        _files.MapGet("/users.csv", () => "user,password,note\nann,a1,x\nbob,b2,y\n");
        _files.MapGet("/users.json", () => Results.Json(new[] { new { user = "ann", password = "a1" } }));
        _files.MapGet("/moved.csv", () => Results.Redirect("/users.csv"));
        _files.MapGet("/round.csv", () => Results.Redirect("/round.csv"));
        _files.MapGet("/away.csv", () => Results.Redirect("http://localhost:1/users.csv"));
        _files.MapGet("/huge.csv", () => "user,password\n" + new string('x', 6_000_000));
        _files.MapGet("/latin.csv", () => Results.Bytes(Encoding.Latin1.GetBytes("user,password\nann,é\n")));
        await _files.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _files.DisposeAsync();
        await _bench.DisposeAsync();
    }

    [Theory]
    [InlineData("/users.csv", 2)]
    [InlineData("/users.json", 1)]
    [InlineData("/moved.csv", 2)]
    public async Task A_feed_is_fetched_once_and_kept_with_the_run(string path, int rows)
    {
        (RunRecord run, RunPlan plan) = await PlanAsync($"{Files}{path}", "sequential");
        Assert.Null(plan.Stop);
        Feed feed = Assert.Single((await _bench.Blobs.FindFeedsAsync(run.RunId, default))!);
        Assert.Equal(("users", rows), (feed.Name, feed.Rows.Count));
        Assert.Equal(["ann", "a1"], feed.Rows[0].Take(2));

        await _files.StopAsync();
        Assert.Null((await _bench.PlanAsync(run.RunId)).Stop);
        OpenRun open = await _bench.Get<RunFiles>().OpenAsync(run.RunId, default);
        Assert.Equal(rows, Assert.Single(await _bench.Get<RunFiles>().FeedsAsync(open, default)).Rows.Count);
    }

    [Theory]
    [InlineData("/none.csv", "sequential", "the response has status 404")]
    [InlineData("/away.csv", "sequential", "it redirects to another origin, http://localhost:1")]
    [InlineData("/round.csv", "sequential", "redirects more than 5 times")]
    [InlineData("/huge.csv", "sequential", "it is larger than 5 MB")]
    [InlineData("/latin.csv", "sequential", "it is not UTF-8")]
    [InlineData("/users.csv", "unique", "it has too few rows: 'browse' needs 20 unique rows, and it has 2")]
    public async Task A_feed_that_cannot_be_used_ends_the_run_without_data_and_says_why(string path, string pick, string reason)
    {
        (_, RunPlan plan) = await PlanAsync($"{Files}{path}?sig=opensesame", pick);
        Assert.Equal(RunOutcome.NoData, plan.Stop!.Outcome);
        Assert.StartsWith($"The feed 'users' from {Files}{path} cannot be used: ", plan.Stop.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, plan.Stop.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("opensesame", plan.Stop.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_named_with_those_that_are()
    {
        (_, RunPlan plan) = await PlanAsync($"{Files}/users.csv", "sequential", "user, token");
        Assert.Contains("it has no column token; it has user, password, note", plan.Stop!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_where_nobody_answers_is_reported_as_such()
    {
        (_, RunPlan plan) = await PlanAsync("http://127.0.0.1:9/users.csv", "sequential");
        Assert.Contains("connection refused", plan.Stop!.Reason, StringComparison.Ordinal);
    }

    private async Task<(RunRecord Run, RunPlan Plan)> PlanAsync(string address, string pick, string columns = "user, password")
    {
        RunRecord run = await _bench.AddRunAsync();
        await _bench.Blobs.SavePlanAsync(run.RunId, $$"""
            version: 1
            name: shop
            target: https://shop.example
            feeds:
              users: { from: '{{address}}', columns: [ {{columns}} ], pick: {{pick}} }
            load:
              browse:
                arrivals: { rate: 10/s, for: 2s }
                flow:
                  - { if: '1 == 1', then: [ { get: '/?u=${users.user}' } ] }
                  - get: /
            """, default);
        return (run, await _bench.PlanAsync(run.RunId));
    }
}
