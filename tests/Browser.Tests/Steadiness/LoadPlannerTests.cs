using PerfFunctions.Browser.Steadiness;
using PerfFunctions.Engine.Audits;
using static PerfFunctions.Browser.Tests.Steadiness.MadeLoads;

namespace PerfFunctions.Browser.Tests.Steadiness;

public sealed class LoadPlannerTests
{
    [Fact]
    public void Loads_that_agree_are_as_many_as_asked_for()
    {
        SortedLoads loads = Run(new(5, 20, 0.1, false), (_, _) => Loaded(1000));

        Assert.Equal([1, 2, 3, 4, 5], loads.Page.Select(load => load.Load.Number));
        Assert.Empty(loads.Base);
        Assert.Empty(loads.Repeated);
    }

    [Fact]
    public void Loads_that_lie_apart_become_more_until_they_agree()
    {
        double[] times = [1000, 1500, 700, 1000, 1000, 1000, 1000];

        Assert.Equal(5, Run(new(3, 20, 0.1, false), (place, _) => Loaded(times[place])).Page.Count);
    }

    [Fact]
    public void Loads_that_never_agree_end_at_the_most() =>
        Assert.Equal(8, Run(new(3, 8, 0.1, false), (place, _) => Loaded(place % 2 == 0 ? 1000 : 3000)).Page.Count);

    [Fact]
    public void Failures_count_as_loads_and_ask_for_no_more()
    {
        SortedLoads loads = Run(new(3, 9, 0.1, false), (_, _) => Failed(), _ => Busy);

        Assert.Equal(3, loads.Page.Count);
        Assert.Empty(loads.Repeated);
    }

    [Fact]
    public void A_disturbed_load_is_made_again_and_told_apart()
    {
        SortedLoads loads = Run(new(3, 3, 0.1, false), (place, _) => Loaded(1000 + place), place => place == 1 ? Busy : Quiet);

        Assert.Equal([1000.0, 1002, 1003], loads.Page.Select(load => load.Load.Values["lcp"]));
        Assert.All(loads.Page, load => Assert.Null(load.Load.Noise));
        PageLoad repeated = Assert.Single(loads.Repeated).Load;
        Assert.Equal((1001, "Other processes used 50 % of the processors."), (repeated.Values["lcp"], repeated.Noise));
    }

    [Fact]
    public void On_a_machine_that_stays_busy_as_many_are_repeated_as_there_are_to_be_and_the_others_are_marked()
    {
        SortedLoads loads = Run(new(3, 3, 0.1, false), (_, _) => Loaded(1000), _ => Busy);

        Assert.Equal(3, loads.Repeated.Count);
        Assert.Equal(3, loads.Page.Count);
        Assert.All(loads.Page, load => Assert.NotNull(load.Load.Noise));
    }

    [Fact]
    public void A_page_and_its_base_take_turns()
    {
        List<LoadSide> order = [];

        SortedLoads loads = Run(new(4, 4, 0.1, true), (_, side) => Note(order, side));

        Assert.Equal("ABBAABBA", Letters(order));
        Assert.Equal((4, 4), (loads.Page.Count, loads.Base.Count));
    }

    [Fact]
    public void The_base_alone_may_ask_for_more_and_gets_them_in_pairs()
    {
        List<LoadSide> order = [];

        SortedLoads loads = Run(new(2, 5, 0.1, true), (place, side) => Note(order, side, side == LoadSide.Base ? 1000 + (place * 500) : 1000));

        Assert.Equal("ABBAABBAAB", Letters(order));
        Assert.Equal((5, 5), (loads.Page.Count, loads.Base.Count));
    }

    [Fact]
    public void A_disturbed_half_of_a_pair_repeats_the_pair()
    {
        List<LoadSide> order = [];

        SortedLoads loads = Run(new(2, 2, 0.1, true), (_, side) => Note(order, side), place => place == 2 ? Busy : Quiet);

        Assert.Equal("ABBAAB", Letters(order));
        Assert.Equal((2, 2), (loads.Page.Count, loads.Base.Count));
        Assert.Equal("Other processes used 50 % of the processors.", Assert.Single(loads.BaseRepeated).Load.Noise);
        Assert.Equal("The load that it is paired with was noisy.", Assert.Single(loads.Repeated).Load.Noise);
    }

    private static SortedLoads Run(LoadPlanner planner, Func<int, LoadSide, PageLoad> load, Func<int, MachineReading>? machine = null)
    {
        for (int place = 0; planner.Next() is { } side; place++)
        {
            Assert.True(place < 100, "It does not end.");
            planner.Add(new(side, load(place, side), machine?.Invoke(place) ?? Quiet));
        }
        return planner.Sort();
    }

    private static PageLoad Note(List<LoadSide> order, LoadSide side, double lcp = 1000)
    {
        order.Add(side);
        return Loaded(lcp);
    }

    private static string Letters(IEnumerable<LoadSide> order) => string.Concat(order.Select(side => side == LoadSide.Page ? 'A' : 'B'));
}
