using System.Text.Json;
using PerfFunctions.Api;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>One plan for several purposes.</summary>
public sealed class ProfileTests(ServiceFixture service)
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_with_a_profile_sends_what_the_profile_says_with_what_is_set_and_its_report_says_so()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        var settings = new PlanSettings
        {
            Profile = "few",
            Parameters = new Dictionary<string, string> { ["host"] = target.Address.ToString(), ["length"] = "1m" },
        };
        RunAccepted accepted = await service.Client.StartAsync(
            new PlanSource("""
            version: 1
            name: profiles
            parameters: { host:, length: 10m, requests: 1000 }
            profiles:
              few: { parameters: { length: 5s, requests: 20 }, load: { browse: { users: { count: 2, iterations: 10, for: '${length}' } } }, shards: 2 }
            target: '${host}'
            load: { browse: { arrivals: { rate: 10/s, for: '${length}' }, flow: [ { get: / } ] } }
            budgets: [ 'browse.requests >= ${requests}', browse.errors < 1% ]
            """, PlanFiles.None),
            null, new RunSource(null, null), settings, Test);
        RunView run = await service.EndOfAsync(accepted.RunId);

        Expect.Passed(run);
        Assert.Equal(20, target.Requests);
        Assert.Equal("browse.requests >= 20", run.Verdict!.Rules[0].Rule);
        Assert.Equal(("few", "1m", "20"), (run.Profile, run.Parameters["length"], run.Parameters["requests"]));
        using var report = JsonDocument.Parse(await service.Client.ReportAsync(run.RunId, "json", Test));
        Assert.Equal(
            ("few", "1m"),
            (report.RootElement.GetProperty("profile").GetString(), report.RootElement.GetProperty("parameters").GetProperty("length").GetString()));
        Assert.Contains("length=1m", await service.Client.ReportAsync(run.RunId, "html", Test), StringComparison.Ordinal);
    }
}
