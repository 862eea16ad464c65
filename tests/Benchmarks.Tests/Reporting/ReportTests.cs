using PerfFunctions.Benchmarks.Measure;
using PerfFunctions.Benchmarks.Peers;
using PerfFunctions.Benchmarks.Reporting;

namespace PerfFunctions.Benchmarks.Tests.Reporting;

public class ReportTests
{
    [Fact]
    public void Start_up_is_in_neither_figure()
    {
        Speed speed = Speed.Between(Run(1, cpu: 0.8, requests: 30_000), Run(4, cpu: 3.8, requests: 330_000))!;

        Assert.Equal(10, speed.CpuMicroseconds, 3);
        Assert.Equal(100_000, speed.Rate, 3);
        Assert.Equal(1, speed.Busy, 3);
        Assert.Equal(0.5, speed.ServerBusy, 3);
    }

    [Fact]
    public void A_longer_run_without_more_requests_is_no_speed() =>
        Assert.Null(Speed.Between(Run(1, cpu: 0.1, requests: 10), Run(4, cpu: 0.1, requests: 10)));

    [Theory]
    [InlineData(new double[] { }, null)]
    [InlineData(new double[] { 3, 1, 2 }, 2d)]
    [InlineData(new double[] { 4, 1, 2, 3 }, 2.5)]
    public void A_median_stands_in_the_middle(double[] values, double? median) => Assert.Equal(median, Median.Of(values));

    [Fact]
    public void Goals_are_reached_or_not_or_not_measured()
    {
        ToolResult ours = Tool(new OwnEngine(), microseconds: 12);
        ours.Memories.Add(new(10_000, 501_000_000, 10_000, default));

        IReadOnlyList<Goal> goals = Goals.Of(Result(
            ours, Tool(new Wrk(), microseconds: 10), Tool(new Hey(), microseconds: 11), new(new K6(), "not installed: get it")));

        bool? Reached(string what) => Assert.Single(goals, goal => goal.Text.Contains(what, StringComparison.Ordinal)).Reached;
        Assert.True(Reached("wrk"));
        Assert.False(Reached("hey"));
        Assert.Null(Reached("k6"));
        Assert.Null(Reached("autocannon"));
        Assert.False(Reached("10,000 users"));
        Assert.Null(Reached("allocated"));
    }

    [Fact]
    public void The_report_tells_what_is_missing_what_failed_and_who_was_held_back()
    {
        ToolResult wrk = Tool(new Wrk(), microseconds: 10, serverBusy: 0.99);
        wrk.Memories.Add(new(1000, 9_000_000, 700, default));
        ToolResult hey = Tool(new Hey(), microseconds: 30);
        hey.AddProblem("with 1000 users: ended with 2: too many open files");

        string text = TextReport.Of(Result(Tool(new OwnEngine(), microseconds: 12), wrk, hey, new(new K6(), "not installed: get it")));

        Assert.Matches(@"ours +12\.0 +1\.20 +100,000 +1\.00", text);
        Assert.Matches(@"wrk +10\.0 +1\.00 +>100,000 +1\.00 +9\.0 +1\.0 +5", text);
        Assert.Matches(@"k6 +not installed: get it", text);
        Assert.Contains("hey with 1000 users: ended with 2: too many open files", text);
        Assert.Contains("wrk held 700 connections at once when asked for 1,000.", text);
        Assert.Contains("10,000 users were left out: the system allows 4,096 open files", text);
    }

    [Fact]
    public void A_rate_that_other_work_held_down_is_reported()
    {
        string text = TextReport.Of(Result(Tool(new OwnEngine(), microseconds: 5), Tool(new Wrk(), microseconds: 10)));

        Assert.Contains("ours used 50 % of its core and the server 50 %", text);
        Assert.DoesNotContain("wrk used", text);
    }

    [Theory]
    [InlineData("--rounds 0", "--rounds is 0")]
    [InlineData("--seconds 2", "--seconds is 2")]
    [InlineData("--users 32,none", "--users is '32,none'")]
    [InlineData("--peers wrk,siege", "--peers has 'siege'")]
    public void Wrong_options_are_reported_with_what_is_allowed(string arguments, string told)
    {
        var parsed = BenchmarkOptions.Command((_, _) => Task.FromResult(0)).Parse(arguments);

        Assert.Contains(told, Assert.Single(parsed.Errors).Message);
    }

    [Fact]
    public async Task An_option_that_is_given_twice_adds_up()
    {
        BenchmarkOptions? given = null;
        var command = BenchmarkOptions.Command((options, _) =>
        {
            given = options;
            return Task.FromResult(0);
        });

        Assert.Equal(0, await command.Parse("--peers wrk --users 32 --peers hey,wrk --users 1000").InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(["wrk", "hey"], given!.Peers);
        Assert.Equal([32, 1000], given.Users);
    }

    [Fact]
    public void A_single_figure_that_is_given_twice_is_refused() =>
        Assert.NotEmpty(BenchmarkOptions.Command((_, _) => Task.FromResult(0)).Parse("--rounds 1 --rounds 2").Errors);

    private static BenchmarkResult Result(params ToolResult[] tools) =>
        new("a server", new Cores(0, 1), new(3, 4, [1000], PeerList.Names, null, Wire.Clear), [10_000], 4096, tools);

    private static ToolResult Tool(Peer peer, double microseconds, double serverBusy = 0.5)
    {
        var tool = new ToolResult(peer, null);
        tool.AddSpeed(new(microseconds, 100_000, serverBusy));
        tool.Count(new(1_000_000, 5));
        return tool;
    }

    private static Sample Run(int seconds, double cpu, long requests) =>
        new(seconds, TimeSpan.FromSeconds(cpu), TimeSpan.FromSeconds(seconds * 0.5), new(requests, 0));
}
