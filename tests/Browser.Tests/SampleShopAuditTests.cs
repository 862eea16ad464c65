using PerfFunctions.Cli.Sample;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests;

public sealed class SampleShopAuditTests(AuditFixture fixture) : IClassFixture<AuditFixture>, IAsyncLifetime
{
    private SampleShop? _shop;

    public async ValueTask InitializeAsync() => _shop = await SampleShop.StartAsync(TimeProvider.System);

    public ValueTask DisposeAsync() => _shop!.DisposeAsync();

    private Uri Page(string path) => new(_shop!.BaseAddress, path);

    [Fact]
    public async Task A_hero_that_comes_late_is_the_largest_paint_at_its_known_delay()
    {
        PageLoad load = await fixture.LoadAsync(Page("/slow"));

        double delay = SampleShop.HeroDelay.TotalMilliseconds;
        AtLeast.Holds(delay, load.Values["lcp"]);
        Assert.InRange(load.Values["fcp"], 1, load.Values["lcp"]);
        Assert.True(load.Values["load"] >= delay, "The load event waits for the hero.");
        Assert.Contains("hero", load.LcpElement);
    }

    [Theory]
    [InlineData("mobile")]
    [InlineData("desktop")]
    public async Task A_banner_that_pushes_the_page_down_gives_the_computed_shift(string name)
    {
        DeviceProfile device = DeviceProfile.Named.Single(d => d.Name == name);
        PageLoad load = await fixture.LoadAsync(Page("/shifty"), device);

        double expected = SampleShop.ShiftScore(device.Width, device.Height);
        Assert.True(expected > 0.25);
        Assert.InRange(load.Values["cls"], expected - 0.01, expected + 0.01);
    }

    [Theory]
    [InlineData("mobile")]
    [InlineData("desktop")]
    public async Task The_front_page_is_fast_and_still(string device)
    {
        (PageMeasurement page, PageEvidence? evidence) =
            await fixture.AuditAsync(AuditFixture.Target(Page("/"), 1, DeviceProfile.Named.Single(d => d.Name == device)));

        PageLoad load = Assert.Single(page.Loads);
        Assert.Null(load.Failure);
        AtLeast.Holds(1, load.Values["lcp"]);
        Assert.Equal(0, load.Values["cls"], 3);
        Assert.Contains("hero", load.LcpElement);
        Assert.StartsWith("Chromium 1", page.Environment.Browser);
        // A JPEG begins with FF D8 FF.
        Assert.Equal([0xFF, 0xD8, 0xFF], evidence!.Screenshot![..3]);
    }
}
