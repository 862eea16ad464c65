using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.Load.Tests.EventLoops;

/// <summary>A loop on every poller that this platform has.</summary>
public sealed class EventLoopTests
{
    public static TheoryData<string> Pollers => OperatingSystem.IsLinux() ? ["epoll", "signal"] : ["signal"];

    [Theory]
    [MemberData(nameof(Pollers))]
    public async Task Pauses_end_in_order_on_the_loops_thread_and_never_early(string poller)
    {
        await using Running running = new(poller);
        List<(int Pause, bool IsEarly, string? Thread)> ended = [];

        Task all = await running.Loop.AskAsync(() => Task.WhenAll(new[] { 30, 10, 20 }.Select(async pause =>
        {
            TimeSpan until = running.Loop.Clock.Elapsed + TimeSpan.FromMilliseconds(pause);
            await running.Loop.UntilAsync(until);
            ended.Add((pause, running.Loop.Clock.Elapsed < until, Thread.CurrentThread.Name));
        })));
        await all;

        Assert.Equal([(10, false, "load loop 7"), (20, false, "load loop 7"), (30, false, "load loop 7")], ended);
    }

    [Theory]
    [MemberData(nameof(Pollers))]
    public async Task Work_posted_by_many_threads_is_all_done_one_after_another(string poller)
    {
        await using Running running = new(poller);
        int done = 0;
        int atOnce = 0;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 2_000; i++)
            {
                running.Loop.Post(() =>
                {
                    Assert.Equal(1, ++atOnce);
                    done++;
                    atOnce--;
                });
            }
        })));

        Assert.Equal(16_000, await running.Loop.AskAsync(() => done));
    }

    [Theory]
    [MemberData(nameof(Pollers))]
    public async Task Cutting_pauses_ends_them_at_once(string poller)
    {
        await using Running running = new(poller);
        Task paused = await running.Loop.AskAsync(() => running.Loop.UntilAsync(TimeSpan.FromHours(1)).AsTask());

        running.Loop.Post(running.Loop.CutPauses);

        await paused.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(Pollers))]
    public async Task Giving_way_lets_everyone_else_go_first(string poller)
    {
        await using Running running = new(poller);
        List<string> order = [];

        Task both = await running.Loop.AskAsync(() => Task.WhenAll(StepAsync("a"), StepAsync("b")));
        await both;

        Assert.Equal(["a1", "b1", "a2", "b2"], order);

        async Task StepAsync(string name)
        {
            order.Add(name + "1");
            await running.Loop.YieldAsync();
            order.Add(name + "2");
        }
    }

    [Theory]
    [MemberData(nameof(Pollers))]
    public async Task An_error_in_what_is_asked_reaches_who_asked_and_the_loop_goes_on(string poller)
    {
        await using Running running = new(poller);

        await Assert.ThrowsAsync<FormatException>(() => running.Loop.AskAsync<int>(() => throw new FormatException()));

        Assert.Equal(5, await running.Loop.AskAsync(() => 5));
    }

    [Fact]
    public async Task A_loop_that_breaks_tells_everyone_who_asks_instead_of_letting_them_wait()
    {
        await using Running running = new("signal");

        running.Loop.Post(() => throw new InvalidTimeZoneException("broken"));

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => running.Loop.AskAsync(() => 5));
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => running.Loop.AskAsync(() => 6));
    }

    private sealed class Running : IAsyncDisposable
    {
        public Running(string poller)
        {
            var clock = new RunClock(TimeProvider.System, TimeProvider.System.GetUtcNow());
            Loop = new EventLoop(clock, 7, poller == "epoll" ? new EpollPoller() : new SignalPoller());
            Loop.Start();
        }

        public EventLoop Loop { get; }

        public async ValueTask DisposeAsync()
        {
            await Loop.StopAsync();
            Loop.Dispose();
        }
    }
}
