namespace PerfFunctions.Browser.Tests.Launch;

public sealed class ChromiumArgumentsTests
{
    private const string FeaturesOff = "--disable-features=";

    [Fact]
    public async Task What_Playwright_switches_off_stays_off_though_only_the_last_list_holds()
    {
        string[][] lists =
        [
            .. (await GivenArguments.OfAsync()).Where(argument => argument.StartsWith(FeaturesOff, StringComparison.Ordinal))
                .Select(argument => argument[FeaturesOff.Length..].Split(',')),
        ];

        Assert.Equal(2, lists.Length);
        Assert.Empty(lists[0].Except(lists[1]));
        Assert.Equal(["RenderDocument", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup"], lists[1].Except(lists[0]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Datagrams_go_past_what_connects_for_the_browser_and_are_off_where_there_is_such(bool guarded) => Assert.Equal(
        guarded, (await GivenArguments.OfAsync(guarded: guarded)).Contains("--force-webrtc-ip-handling-policy=disable_non_proxied_udp"));
}
