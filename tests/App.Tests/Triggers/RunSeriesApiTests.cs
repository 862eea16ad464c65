using System.Text.Json;
using PerfFunctions.Api;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;

namespace PerfFunctions.App.Tests.Triggers;

public sealed class RunSeriesApiTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task A_range_of_a_run_comes_with_as_many_points_as_asked_for()
    {
        string id = await LoadedAsync("range", seconds: 100);
        JsonElement series = (await fixture.SendAsync("GET", $"/api/runs/{id}/series?from=20&to=60&points=10")).Json;

        Assert.Equal((20, 60, 8), (series.GetProperty("from").GetInt32(), series.GetProperty("to").GetInt32(), series.GetProperty("step").GetInt32()));
        Assert.Equal(
            [20, 27, 28, 35, 36, 43, 44, 51, 52, 59],
            series.GetProperty("scenarios")[0].GetProperty("started").EnumerateArray().Select(value => value.GetInt32()));
    }

    [Fact]
    public async Task A_run_without_load_has_no_points()
    {
        JsonElement series = (await fixture.SendAsync("GET", $"/api/runs/{await LoadedAsync("none", seconds: 0)}/series")).Json;
        Assert.Equal((0, 0), (series.GetProperty("seconds").GetArrayLength(), series.GetProperty("scenarios").GetArrayLength()));
    }

    [Fact]
    public async Task Numbers_outside_of_their_range_are_refused_all_at_once_and_an_unknown_run_is_not_found()
    {
        string id = await LoadedAsync("bad", seconds: 1);
        Assert.Equal(
            ["from", "to", "points"],
            (await fixture.SendAsync("GET", $"/api/runs/{id}/series?from=-1&to=0&points=many")).Errors().Select(e => e.GetProperty("field").GetString()));
        Assert.Equal(
            "to", Assert.Single((await fixture.SendAsync("GET", $"/api/runs/{id}/series?from=30&to=20")).Errors()).GetProperty("field").GetString());
        (await fixture.SendAsync("GET", "/api/runs/none/series")).IsProblem(404);
    }

    private async Task<string> LoadedAsync(string distinct, int seconds)
    {
        RunRecord run = Samples.Run(Samples.Now, distinct);
        await fixture.Service.Get<RunStore>().AddAsync(run, default);
        LiveSecond[] load = [.. Enumerable.Range(0, seconds).Select(i => new LiveSecond(i, [new LivePoint("browse", i, i, 0, 0, 20, 30, 40)]))];
        await fixture.Service.Get<LiveLog>().AppendAsync(run.RunId, load, default);
        return run.RunId;
    }
}
