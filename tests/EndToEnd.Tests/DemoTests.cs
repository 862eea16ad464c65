using System.Diagnostics;
using PerfFunctions.EndToEnd.Tests.Support;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>The first command of the README, as a new user types it.</summary>
[Collection(Alone.Name)]
public sealed class DemoTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demo_finds_the_slow_page_and_the_shift_and_nothing_else()
    {
        using Process demo = DemoProcess.Start();
        Task<string> errors = demo.StandardError.ReadToEndAsync(Test);
        string output = await demo.StandardOutput.ReadToEndAsync(Test);
        await demo.WaitForExitAsync(Test);

        Assert.True(demo.ExitCode == 0, output + await errors);
        Assert.Equal(2, Lines(output, "✗ fail"));
        Assert.Equal(9, Lines(output, "✓ pass"));
        Assert.Contains("slow.lcp", output, StringComparison.Ordinal);
        Assert.Contains("shifty.cls", output, StringComparison.Ordinal);
    }

    private static int Lines(string text, string part) => text.Split('\n').Count(line => line.Contains(part, StringComparison.Ordinal));
}
