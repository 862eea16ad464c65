using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using PerfFunctions.Api;
using PerfFunctions.App.KillSwitch;
using PerfFunctions.App.Plans;
using PerfFunctions.App.RealUsers;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.RealUsers;

/// <summary>What an instance knows without reading storage for each beacon.</summary>
public sealed class RealUserPlansTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(Samples.Now);
    private Bench _bench = null!;

    private RealUserPlans Plans => _bench.Get<RealUserPlans>();

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync(azurite, _time, "Perf:RealUsers:BeaconsPerSecond=2");

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_change_of_a_plan_is_known_after_a_minute_and_not_before()
    {
        Assert.Null(await Plans.FindAsync("production", default));
        await SaveAsync(RealUserSample.Plan());
        Assert.Null(await Plans.FindAsync("production", default));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(5, (await Plans.FindAsync("production", default))!.MinSamples);

        await SaveAsync(RealUserSample.Plan().Replace("minSamples: 5", "minSamples: 6", StringComparison.Ordinal));
        Assert.Equal(5, (await Plans.FindAsync("production", default))!.MinSamples);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(6, (await Plans.FindAsync("production", default))!.MinSamples);

        await _bench.Get<PlanStore>().DeleteAsync("production", default);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await Plans.FindAsync("production", default));
    }

    [Fact]
    public async Task A_plan_that_cannot_be_read_takes_no_beacons()
    {
        await SaveAsync("version: 1\nname: production\nrum: {}");
        Assert.Null(await Plans.FindAsync("production", default));
    }

    [Fact]
    public async Task A_halt_is_known_after_five_seconds_and_refuses_beacons()
    {
        HaltedNow halted = _bench.Get<HaltedNow>();
        Assert.False(await halted.IsHaltedAsync(default));
        HaltState state = new(_time.GetUtcNow(), "the shop is down", new("anna", Role.Administer, CallerProof.Token));
        await _bench.Get<KillSwitchStore>().HaltAsync(state, () => Task.CompletedTask);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(await halted.IsHaltedAsync(default));
        await SaveAsync(RealUserSample.Plan());
        IResult refused = await _bench.Make<BeaconApi>().PostAsync(
            new DefaultHttpContext { Request = { Headers = { Origin = RealUserSample.Origin } } }.Request, "production", default);
        Assert.Equal(503, Assert.IsType<IStatusCodeHttpResult>(refused, exactMatch: false).StatusCode);
        await _bench.Get<KillSwitchStore>().ResumeAsync(
            (await _bench.Get<KillSwitchStore>().FindAsync(default))!, _time.GetUtcNow(), state.By, default);
        Assert.True(await halted.IsHaltedAsync(default));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(await halted.IsHaltedAsync(default));
    }

    [Fact]
    public void Beacons_beyond_the_rate_of_a_plan_are_refused_until_the_next_second()
    {
        BeaconRate rate = _bench.Get<BeaconRate>();
        Assert.Equal([true, true, false, false], Enumerable.Range(0, 4).Select(_ => rate.TryTake("production")));
        Assert.True(rate.TryTake("another"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(rate.TryTake("production"));
    }

    private Task SaveAsync(string plan) =>
        _bench.Get<PlanStore>().SaveAsync("production", new(plan, PlanFiles.None), null, _time.GetUtcNow(), default);
}
