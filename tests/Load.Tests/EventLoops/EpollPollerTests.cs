using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.Load.Tests.EventLoops;

/// <summary>Descriptors are closed once, and nobody is told of what happened to another.</summary>
public sealed unsafe class EpollPollerTests
{
    private const int NonBlocking = 0x800;

    [Fact]
    public void Waking_a_loop_that_is_over_writes_to_nobodys_descriptor()
    {
        Assert.SkipUnless(EpollPoller.IsSupported, "this poller is Linux's");
        EpollPoller poller = new();
        poller.Dispose();
        Descriptor[] taken = [.. Enumerable.Range(0, 20).Select(_ => Linux.CreateEvent(0, NonBlocking))];

        poller.Wake();

        Assert.All(taken, descriptor => Assert.False(IsSignalled(descriptor)));
        Array.ForEach(taken, d => d.Dispose());
    }

    [Fact]
    public void What_takes_the_place_of_one_that_closed_is_not_told_of_its_events()
    {
        Assert.SkipUnless(EpollPoller.IsSupported, "this poller is Linux's");
        using EpollPoller poller = new();
        Polled newcomer = new();
        using Descriptor late = Linux.CreateEvent(0, NonBlocking);
        Polled[] both = [new(), new()];
        using Descriptor first = Linux.CreateEvent(1, NonBlocking);
        using Descriptor second = Linux.CreateEvent(1, NonBlocking);
        poller.Add(first, both[0]);
        poller.Add(second, both[1]);
        foreach (Polled polled in both)
        {
            Polled other = both.Single(p => p != polled);
            polled.Told = () =>
            {
                poller.Remove(other);
                Assert.True(poller.Add(late, newcomer));
                Assert.Equal(other.Place, newcomer.Place);
            };
        }

        poller.Wait(TimeSpan.FromSeconds(10));
        poller.Dispatch();

        Assert.Equal((1, 0), (both.Sum(p => p.Events), newcomer.Events));
    }

    private static bool IsSignalled(Descriptor descriptor)
    {
        ulong value;
        return Linux.Read(descriptor, &value, sizeof(ulong)) > 0;
    }

    private sealed class Polled : IPolled
    {
        public int Place { get; set; }

        public int Events { get; private set; }

        public Action? Told { get; set; }

        public void OnEvents(uint events)
        {
            Events++;
            Told?.Invoke();
        }
    }
}
