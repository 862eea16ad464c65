using PerfFunctions.Api;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>Load that looks for a limit, or runs into one.</summary>
public sealed class LoadTests(ServiceFixture service)
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_breakpoint_test_names_the_last_rate_that_the_target_bore()
    {
        // One at a time, 10 ms and a little each: it cannot bear more than some 90/s.
        await using TestTarget target = await TestTarget.StartAsync(oneAtATime: TimeSpan.FromMilliseconds(10));
        RunView run = await RunAsync(target, """
            version: 1
            name: limit
            load:
              browse:
                arrivals: { from: 10/s, to: 400/s, steps: 10, each: 2s }
                until: latency.p95 > 200ms for 1s
                flow: [ { get: / } ]
            budgets:
              - browse.breakpoint >= 10/s
              - browse.breakpoint < 120/s
              - browse.errors < 1%
            """);

        Expect.Passed(run);
        Assert.True(target.Requests < 2 * 205 * 10 / 2, $"{target.Requests} requests: it went on after the break");
        Assert.Contains("browse.breakpoint", await ReportAsync(run.RunId), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_that_the_plan_names_ends_the_run_within_seconds_and_keeps_what_was_measured()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        RunView run = await RunAsync(target, """
            version: 1
            name: broken
            shards: 2
            abort: [ 'browse.errors > 50% for 3s' ]
            load:
              browse: { arrivals: { rate: 50/s, for: 10m }, flow: [ { get: /status/503 } ] }
            budgets: [ browse.errors < 1% ]
            """);

        Assert.Equal(RunOutcome.Aborted, run.Outcome);
        Assert.InRange(target.Requests, 150, 50 * 60);
        string report = await ReportAsync(run.RunId);
        Assert.Contains("50% for 3s", report, StringComparison.Ordinal);
        Assert.Contains("status 503", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_out_where_time_goes_and_how_the_generator_was_are_all_in_the_report()
    {
        await using TestTarget target = await TestTarget.StartAsync(delay: TimeSpan.FromMilliseconds(5));
        RunView run = await RunAsync(target, """
            version: 1
            name: whole
            warmup: 1s
            load:
              browse:
                preset: scalability
                rate: 40/s
                for: 10s
                http: { trace: 50% }
                flow: [ { get: / } ]
            budgets:
              - browse.latency.p95 < 2s
              - browse.errors < 1% from 2s to 4s
            """);

        Expect.Passed(run);
        string report = await ReportAsync(run.RunId);
        Assert.Contains("scalability: 4/s to 40/s in 10 steps of 1s", report, StringComparison.Ordinal);
        Assert.Contains(Expect.IsBusy(run) ? "of 220" : "220 of 220", report, StringComparison.Ordinal);
        // Of a generator that could not keep up there are no times.
        foreach (string part in Expect.IsBusy(run) ? ["warm-up", "generator"] : new[] { "warm-up", "wait", "service", "generator" })
        {
            Assert.Contains(part, report, StringComparison.OrdinalIgnoreCase);
        }
    }

    private async Task<RunView> RunAsync(TestTarget target, string plan) =>
        await service.EndOfAsync((await service.Client.StartAsync(plan, target.Address.ToString(), Test)).RunId);

    private Task<string> ReportAsync(string runId) => service.Http.GetStringAsync($"api/runs/{runId}/report.md", Test);
}
