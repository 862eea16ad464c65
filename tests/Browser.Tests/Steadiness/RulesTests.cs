using PerfFunctions.Browser.Steadiness;
using PerfFunctions.Engine.Audits;
using static PerfFunctions.Browser.Tests.Steadiness.MadeLoads;

namespace PerfFunctions.Browser.Tests.Steadiness;

public sealed class RulesTests
{
    [Theory]
    [InlineData(0.1, false)]
    [InlineData(0.09, true)]
    public void The_middle_half_of_the_times_is_held_against_their_median(double share, bool tooWide)
    {
        // Quartiles 950 and 1050 around 1000, whatever the outer loads are.
        PageLoad[] loads = [Loaded(1050), Loaded(1000), Loaded(5000), Loaded(950), Loaded(1), Failed()];

        Assert.Equal(tooWide, SpreadRule.IsTooWide(loads, share - 1e-9 + (tooWide ? 0 : 2e-9)));
    }

    [Fact]
    public void Fewer_than_two_loads_have_no_spread() => Assert.False(SpreadRule.IsTooWide([Loaded(1000), Failed()], 0));

    [Fact]
    public void The_median_load_is_the_one_in_the_middle_by_lcp()
    {
        Assert.Equal(3, PaintTime.Median([Loaded(900), Failed(), Loaded(1500), Loaded(1000)]));
        Assert.Equal(0, PaintTime.Median([Loaded(900), Loaded(1500)]));
        Assert.Null(PaintTime.Median([Failed()]));
    }

    [Fact]
    public void Without_lcp_in_all_loads_they_are_compared_by_the_load_event() =>
        Assert.Equal(2, PaintTime.Median([Loaded(lcp: null, load: 300), Loaded(10, load: 100), Loaded(5000, load: 200)]));

    [Fact]
    public void A_processor_clearly_slower_than_usual_around_a_load_is_reported()
    {
        MachineReading usual = new(1000, 1000, null);
        MachineReading[] readings = [usual, usual with { SpeedAfter = 500 }, usual with { SpeedBefore = 500, SpeedAfter = 700 }, usual with { SpeedBefore = 700 }];

        Assert.Equal(
            [null, "The processor ran at 75 % of its usual speed.", "The processor ran at 60 % of its usual speed.", null],
            NoiseRule.Judge(readings));
    }

    [Theory]
    [InlineData(0.06, 0, 2, "The hypervisor gave 6 % of the processor time to other machines.")]
    [InlineData(0, 0.3, 0.9, "Other processes used 30 % of the processors.")]
    [InlineData(0, 0.3, 1.1, null)]
    [InlineData(0.04, 0.2, 0, null)]
    public void Processors_that_others_took_are_reported_when_they_were_needed(double stolen, double others, double idle, string? reason) =>
        Assert.Equal([reason], NoiseRule.Judge([new(null, null, new(stolen, others, idle))]));

    [Fact]
    public void Load_that_the_same_instance_sent_is_reported() => Assert.Equal(
        ["The load that this instance sent, and other processes, used 30 % of the processors."],
        NoiseRule.Judge([new(null, null, new(0, 0.3, 0.9) { SentLoad = true })]));

    [Fact]
    public void Other_work_of_the_browser_itself_is_reported() => Assert.Equal(
        ["The browser was still busy when the page was loaded."],
        NoiseRule.Judge([MachineReading.None with { BrowserBusy = true }]));

    [Fact]
    public void A_busy_machine_is_reported_as_the_cause_of_its_busy_browser() => Assert.Equal(
        ["Other processes used 30 % of the processors."],
        NoiseRule.Judge([new(null, null, new(0, 0.3, 0.9)) { BrowserBusy = true }]));

    [Fact]
    public void What_could_not_be_measured_disturbs_nothing() => Assert.Equal([null], NoiseRule.Judge([MachineReading.None]));
}
