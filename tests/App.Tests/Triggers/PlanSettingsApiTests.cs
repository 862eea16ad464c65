using System.Text.Json;

namespace PerfFunctions.App.Tests.Triggers;

public sealed class PlanSettingsApiTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private const string Plan = """
        version: 1
        name: settings
        parameters: { rate: 10/s, path: /, host: }
        profiles:
          smoke: { parameters: { host: http://127.0.0.1:9 }, load: { browse: { users: { count: 1, for: 1s } } } }
        target: '${host}'
        load: { browse: { arrivals: { rate: '${rate}', for: 2s }, flow: [ { get: '${path}' } ] } }
        """;

    [Theory]
    [InlineData("profile=smok&set=host=http://127.0.0.1:9", "profile", "the plan has no profile 'smok'; did you mean 'smoke'?", "smoke")]
    [InlineData("profile=smoke&set=rat=5/s", "set", "the plan has no parameter 'rat'; did you mean 'rate'?", "rate, path, host")]
    [InlineData("profile=smoke&set=rate", "set", "this does not set a parameter", "NAME=VALUE, such as users=100")]
    [InlineData("profile=smoke&set=rate=1/s&set=rate=2/s", "set", "the parameter 'rate' is set twice", "each parameter once")]
    [InlineData("set=rate=5/s", "parameters.host", "the parameter 'host' has no value", "perf run --set host=VALUE")]
    [InlineData("profile=smoke&set=path=a%20b", "load.browse.flow[0].get", "this is not a path (from parameter 'path')", "a path")]
    public async Task What_the_plan_does_not_have_is_one_error_with_what_is_right(string query, string path, string message, string allowed)
    {
        foreach (string dryRun in new[] { "", "&dryRun=true" })
        {
            JsonElement error = Assert.Single((await fixture.SendAsync("POST", $"/api/runs?{query}{dryRun}", Plan)).Errors());
            Assert.Equal((path, message), (error.GetProperty("path").GetString(), error.GetProperty("message").GetString()));
            Assert.StartsWith(allowed, error.GetProperty("allowed").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_dry_run_has_the_profile_and_the_values()
    {
        JsonElement smoke = (await fixture.SendAsync("POST", "/api/runs?dryRun=true&profile=smoke&set=path=/a", Plan)).Json;
        Assert.Equal(
            ("smoke", "http://127.0.0.1:9", 1, 0),
            (smoke.GetProperty("profile").GetString(), smoke.GetProperty("target").GetString(), smoke.GetProperty("peakUsers").GetInt32(), smoke.GetProperty("peakRate").GetInt32()));
        Assert.Equal("""{"path":"/a","host":"http://127.0.0.1:9"}""", smoke.GetProperty("parameters").GetRawText());
        JsonElement set = (await fixture.SendAsync("POST", "/api/runs?dryRun=true&set=host=http://127.0.0.1:9&set=rate=30/s", Plan)).Json;
        Assert.Equal(30, set.GetProperty("peakRate").GetInt32());
        Assert.False(set.TryGetProperty("profile", out _));
    }

    [Fact]
    public async Task A_stored_plan_may_leave_values_to_the_run_which_shows_them()
    {
        Assert.Equal(200, (await fixture.SendAsync("PUT", "/api/plans/settings", Plan)).Status);
        Assert.Equal("parameters.host", Assert.Single((await fixture.SendAsync("POST", "/api/runs?plan=settings")).Errors()).GetProperty("path").GetString());

        Answer started = await fixture.SendAsync("POST", "/api/runs?plan=settings&profile=smoke&set=path=/%3Cb%3E");
        Assert.Equal(202, started.Status);
        string id = started.Json.GetProperty("runId").GetString()!;
        await fixture.Service.EndAsync(id);

        JsonElement run = (await fixture.SendAsync("GET", $"/api/runs/{id}")).Json;
        Assert.Equal(("smoke", "/<b>"), (run.GetProperty("profile").GetString(), run.GetProperty("parameters").GetProperty("path").GetString()));
        Assert.Equal("http://127.0.0.1:9", run.GetProperty("target").GetString());
        string page = (await fixture.SendAsync("GET", $"/api/runs/{id}/report.html")).Text;
        Assert.Contains("path=/&lt;b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/<b>", page, StringComparison.Ordinal);
        Assert.Contains("profile `smoke`", (await fixture.SendAsync("GET", $"/api/runs/{id}/report.md")).Text, StringComparison.Ordinal);
    }
}
