using Microsoft.Extensions.Logging.Abstractions;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Launch;

public sealed class BrowserLeaseTests
{
    [Fact]
    public async Task Where_the_machine_is_watched_work_waits_until_no_other_process_has_a_browser()
    {
        IDisposable other = await MachineLock.TakeAsync(TimeProvider.System, TestContext.Current.CancellationToken);

        Task<string> watched = AnswerAsync(watchMachine: true);
        await AnswerAsync(watchMachine: false);
        bool waited = !watched.IsCompleted;
        other.Dispose();

        Assert.True(waited);
        Assert.Contains("/nowhere/chrome", await watched, StringComparison.Ordinal);
    }

    // There is no such browser, which the lease says as soon as it would use it.
    private static async Task<string> AnswerAsync(bool watchMachine)
    {
        using SemaphoreSlim one = new(1);
        await using BrowserHost host = new(
            BrowserKind.Chromium, guarded: false, new() { ExecutablePath = "/nowhere/chrome" }, TimeProvider.System, NullLogger.Instance);
        return await new BrowserLease(host, one, watchMachine, TimeProvider.System)
            .TakeAsync(_ => Task.FromResult("worked"), problem => problem, TestContext.Current.CancellationToken);
    }
}
