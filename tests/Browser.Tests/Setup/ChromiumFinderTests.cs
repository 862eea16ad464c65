using PerfFunctions.Browser.Setup;

namespace PerfFunctions.Browser.Tests.Setup;

public sealed class ChromiumFinderTests
{
    private static readonly string?[] Places = [null, "/own", "/system"];

    [Theory]
    [InlineData("/configured", "/variable", "/configured")]
    [InlineData("", "/variable", "/variable")]
    [InlineData(null, null, "/own")]
    public void The_nearest_wish_wins(string? configured, string? variable, string expected) =>
        Assert.Equal(expected, ChromiumFinder.Find(configured, variable, Places, _ => true));

    [Fact]
    public void A_place_without_a_browser_is_passed_over() =>
        Assert.Equal("/system", ChromiumFinder.Find(null, null, Places, path => path == "/system"));

    [Fact]
    public void No_browser_at_all_is_no_error() => Assert.Null(ChromiumFinder.Find(null, null, Places, _ => false));

    [Theory]
    [InlineData("/configured", null, "Browser:ExecutablePath")]
    [InlineData(null, "/variable", "PERF_CHROMIUM")]
    public void A_named_browser_that_is_missing_is_not_replaced_by_another(string? configured, string? variable, string named)
    {
        BrowserUnavailableException error = Assert.Throws<BrowserUnavailableException>(() =>
            ChromiumFinder.Find(configured, variable, Places, path => path == "/system"));

        Assert.Contains(named, error.Message);
    }

    [Fact]
    public async Task A_set_up_program_that_hangs_is_ended()
    {
        bool worked = await SetupCommand.RunAsync(
            new(OperatingSystem.IsWindows() ? "timeout" : "sleep", ["60"]), TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.False(worked);
    }

    [Fact]
    public async Task A_set_up_program_that_is_missing_has_not_worked() =>
        Assert.False(await SetupCommand.RunAsync(new("no-such-program"), TimeSpan.FromSeconds(5), TimeProvider.System, TestContext.Current.CancellationToken));
}
