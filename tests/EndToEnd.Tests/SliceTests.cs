using System.Diagnostics;
using PerfFunctions.Api;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>Long load, cut into slices, on a service that does not live through it.</summary>
public sealed class SliceTests(ServiceFixture fixture)
{
    // What a lost machine had in hand is given to another when 10 s have gone, on the real host a minute (host.json).
    private static readonly int Seconds = RealHost.IsGiven ? 90 : 40;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_killed_in_mid_slice_loses_no_more_than_the_time_it_was_away()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        await using var service = new ServiceProcess(fixture.Storage, new Dictionary<string, string> { ["Perf__SliceSeconds"] = "5" });
        await service.StartAsync();
        RunAccepted run = await service.Client.StartAsync($$"""
            version: 1
            name: sliced
            shards: 2
            load:
              browse:
                arrivals: { rate: 20/s, for: {{Seconds}}s }
                flow: [ { get: / } ]
            budgets: [ browse.errors < 5% ]
            """, target.Address.ToString(), Test);
        await Eventually.TrueAsync(() => target.Requests > 120, "the second slice under way");

        await service.KillAsync();
        int sent = target.Requests;
        var away = Stopwatch.StartNew();
        await service.StartAsync();
        TimeSpan wasAway = away.Elapsed;
        RunView end = await ServiceFixture.EndOfAsync(service.Client, run.RunId);

        string note = Assert.Single(end.Verdict!.Notes, n => n.Contains("planned arrivals started", StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine($"{sent} sent before the kill, {target.Requests} in all. {string.Join(' ', end.Verdict.Notes)}");
        Assert.Equal(RunOutcome.Degraded, end.Outcome);
        int started = int.Parse(note.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

        // All but the second that was not written yet when the process died is in the report, and nothing is sent twice.
        Assert.InRange(started, target.Requests - 60, target.Requests);
        // A service that came back in a third of the load goes on with it.
        Assert.InRange(target.Requests, wasAway.TotalSeconds < Seconds / 3 ? sent + 40 : sent, 20 * Seconds);
    }
}
