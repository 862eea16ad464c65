using PerfFunctions.Browser.Launch;

namespace PerfFunctions.Browser.Tests.Launch;

public sealed class SandboxTests
{
    [Theory]
    [InlineData(true, false, true)]
    [InlineData(false, false, false)]
    [InlineData(true, true, false)]
    public async Task Chromium_is_started_with_its_sandbox_unless_the_option_or_root_takes_it(bool option, bool isRoot, bool expected)
    {
        string[] arguments = await GivenArguments.OfAsync(sandbox: option, isRoot: isRoot);

        Assert.Equal(expected, !arguments.Contains("--no-sandbox"));
        Assert.Contains("--disable-background-networking", arguments);
    }

    [Fact]
    public void The_sandbox_is_on_unless_told() => Assert.True(new BrowserOptions().Sandbox);
}
