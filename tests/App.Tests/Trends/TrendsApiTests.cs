using System.Text.Json;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.App.Trends;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.App.Tests.Trends;

public sealed class TrendsApiTests(TrendsApiTests.History history) : IClassFixture<TrendsApiTests.History>
{
    [Fact]
    public async Task A_history_brings_its_runs_its_numbers_and_their_changes_with_the_commits_around_them()
    {
        JsonElement json = (await SendAsync("shop")).Json;
        JsonElement[] runs = [.. json.GetProperty("runs").EnumerateArray()];
        Assert.Equal((20, history.Ids[0], history.Ids[^1]), (runs.Length, runs[0].GetProperty("runId").GetString(), runs[^1].GetProperty("runId").GetString()));
        Assert.Equal(("c000000", "main", "passed"), (runs[0].GetProperty("commit").GetString(), runs[0].GetProperty("branch").GetString(), runs[0].GetProperty("outcome").GetString()));
        Assert.EndsWith($"/api/runs/{history.Ids[0]}/report.html", runs[0].GetProperty("report").GetString(), StringComparison.Ordinal);
        Assert.Equal("cores 2", json.GetProperty("conditions").GetProperty("text").GetString());

        JsonElement lcp = json.GetProperty("series")[0];
        Assert.Equal(("home.lcp.p50", "home", "lcp.p50", "page", "milliseconds", "higher"), (
            lcp.GetProperty("metric").GetString(), lcp.GetProperty("subject").GetString(), lcp.GetProperty("name").GetString(),
            lcp.GetProperty("kind").GetString(), lcp.GetProperty("unit").GetString(), lcp.GetProperty("worse").GetString()));
        Assert.Equal(20, lcp.GetProperty("values").GetArrayLength());
        JsonElement change = Assert.Single(lcp.GetProperty("changes").EnumerateArray().ToArray());
        Assert.Equal(("c000009", "c000010", true), (
            change.GetProperty("lastCommitBefore").GetString(), change.GetProperty("firstCommitAfter").GetString(), change.GetProperty("isWorse").GetBoolean()));
        Assert.Equal((history.Ids[10], 10.0), (change.GetProperty("firstRunAfter").GetString(), Math.Round(change.GetProperty("percent").GetDouble(), 6)));
    }

    [Fact]
    public async Task A_number_that_some_runs_lack_is_null_there()
    {
        JsonElement cls = (await SendAsync("shop?metric=home.cls")).Json.GetProperty("series")[0];
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Number), (cls.GetProperty("values")[0].ValueKind, cls.GetProperty("values")[19].ValueKind));
    }

    [Theory]
    [InlineData("home.lcp", 1)]
    [InlineData("home.lcp.p50", 1)]
    [InlineData("home", 2)]
    public async Task One_number_or_one_subject_can_be_asked_for(string metric, int series) =>
        Assert.Equal(series, (await SendAsync($"shop?metric={metric}")).Json.GetProperty("series").GetArrayLength());

    [Fact]
    public async Task The_newest_conditions_are_shown_unless_others_are_asked_for()
    {
        JsonElement newest = (await SendAsync("shop")).Json;
        JsonElement other = Assert.Single(newest.GetProperty("otherConditions").EnumerateArray().ToArray());
        JsonElement older = (await SendAsync($"shop?conditions={other.GetProperty("key").GetString()}")).Json;
        Assert.Equal((1, "cores 4"), (older.GetProperty("runs").GetArrayLength(), older.GetProperty("conditions").GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Only_the_last_runs_are_shown_when_that_is_asked_for()
    {
        JsonElement runs = (await SendAsync("shop?last=3")).Json.GetProperty("runs");
        Assert.Equal(history.Ids[^3..], runs.EnumerateArray().Select(r => r.GetProperty("runId").GetString()));
    }

    [Theory]
    [InlineData("last=1", "last", "2 to 365")]
    [InlineData("last=366", "last", "2 to 365")]
    [InlineData("last=many", "last", "2 to 365")]
    [InlineData("metric=home.latency", "metric", "home.lcp.p50, home.cls.p50")]
    [InlineData("conditions=000000000000", "conditions", ", ")]
    public async Task What_cannot_be_shown_is_refused_with_what_can(string query, string field, string allowed)
    {
        JsonElement error = Assert.Single((await SendAsync($"shop?{query}")).Errors());
        Assert.Equal((field, query.Split('=')[1]), (error.GetProperty("field").GetString(), error.GetProperty("value").GetString()));
        Assert.Contains(allowed, error.GetProperty("allowed").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("No%20Plan")]
    public async Task A_plan_without_a_history_is_not_found(string plan) => (await SendAsync(plan)).IsProblem(404);

    [Fact]
    public async Task The_page_of_a_history_is_handed_out() =>
        Assert.Contains("<title>Trends</title>", (await history.Fixture.SendAsync("GET", "/trends/shop")).Text, StringComparison.Ordinal);

    private Task<Answer> SendAsync(string path) => history.Fixture.SendAsync("GET", $"/api/trends/{path}");

    /// <summary>Twenty runs under two cores, slower from the eleventh on, and an older one under four.</summary>
    public sealed class History(TestKit.AzuriteFixture azurite) : IAsyncLifetime
    {
        public string[] Ids { get; } = [.. Enumerable.Range(0, 20).Select(i => TableKeys.RunId(Samples.Now.AddDays(i), "a1"))];

        internal ServiceFixture Fixture { get; } = new(azurite);

        public async ValueTask InitializeAsync()
        {
            await Fixture.InitializeAsync();
            for (int i = 0; i < Ids.Length; i++)
            {
                await AddAsync(i, Ids[i], cores: 2);
            }

            await AddAsync(-1, TableKeys.RunId(Samples.Now.AddDays(-1), "a1"), cores: 4);
        }

        public ValueTask DisposeAsync() => Fixture.DisposeAsync();

        private Task AddAsync(int i, string id, int cores) => Fixture.Service.Get<TrendStore>().AddAsync(
            new RunConditions("shop", "measured", "", "", new HostKind("", "", cores)),
            new TrendRun
            {
                RunId = id,
                StartedAt = Samples.Now.AddDays(i),
                Commit = $"c{i:D6}",
                Branch = "main",
                Outcome = RunOutcome.Passed,
                Values =
                [
                    new TrendValue(MetricKind.Page, new MetricReference("home", "lcp", "p50"), i < 10 ? 1000 : 1100),
                    .. i < 5 ? Array.Empty<TrendValue>() : [new TrendValue(MetricKind.Page, new MetricReference("home", "cls", "p50"), 0.1)],
                ],
            },
            default);
    }
}
