using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PerfFunctions.LocalHost.Tests.Apps;
using PerfFunctions.TestKit;

namespace PerfFunctions.LocalHost.Tests.Timers;

public sealed class TimerTests(AzuriteFixture azurite)
{
    private readonly string _hub = AppDriver.NewHub();
    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_timer_fires_again_after_an_exception()
    {
        await using AppDriver app = await StartAsync(TimeProvider.System);
        await Eventually.TrueAsync(() => app.Journal.Count("every second") >= 2, "two starts");
    }

    [Fact]
    public async Task A_nightly_timer_fires_at_its_hour_by_the_given_clock()
    {
        await using AppDriver app = await StartAsync(_time);
        DateTimeOffset fired = default;
        await Eventually.TrueAsync(
            () =>
            {
                if (app.Journal.Count("nightly False") == 1)
                {
                    fired = _time.GetUtcNow();
                }
                else
                {
                    _time.Advance(TimeSpan.FromMinutes(1));
                }

                return fired != default;
            },
            "the night's start");
        Assert.InRange(fired.Hour, 3, 4);
    }

    [Fact]
    public async Task A_start_that_was_missed_is_made_up_for()
    {
        await using (AppDriver first = await StartAsync(_time))
        {
            Assert.Equal(0, first.Journal.Count("nightly True"));
        }

        _time.Advance(TimeSpan.FromHours(30));
        await using AppDriver second = await StartAsync(_time);
        await Eventually.TrueAsync(() => second.Journal.Count("nightly True") == 1, "the missed start");
    }

    [Theory]
    [InlineData(null, "'Nightly', which is not set")]
    [InlineData("every night", "no NCRONTAB expression")]
    public async Task A_schedule_that_is_none_is_refused_at_the_start(string? schedule, string expected)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => AppDriver.StartAsync(
            azurite, typeof(HttpApp), _hub, builder => builder.Configuration["Nightly"] = schedule));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    private Task<AppDriver> StartAsync(TimeProvider time) => AppDriver.StartAsync(azurite, typeof(HttpApp), _hub, builder =>
    {
        builder.Configuration["Nightly"] = "0 0 3 * * *";
        builder.Services.AddSingleton(time);
    });
}
