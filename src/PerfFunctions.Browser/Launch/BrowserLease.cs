using Microsoft.Playwright;
using PerfFunctions.Browser.Setup;

namespace PerfFunctions.Browser.Launch;

/// <summary>
/// Gives the browser to one piece of work at a time: of those that share <paramref name="one"/>, and where the machine is watched,
/// of this machine.
/// </summary>
internal sealed class BrowserLease(BrowserHost host, SemaphoreSlim one, bool watchMachine, TimeProvider clock)
{
    /// <summary>Waits for the browser and does the work; without a browser, gives what is said for that.</summary>
    /// <param name="work">The work.</param>
    /// <param name="without">What to give for the reason that there is no browser.</param>
    /// <param name="cancellationToken">Ends the wait, and the work if it minds.</param>
    public async Task<T> TakeAsync<T>(Func<IBrowser, Task<T>> work, Func<string, T> without, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            using IDisposable? machine = watchMachine ? await MachineLock.TakeAsync(clock, cancellationToken) : null;
            return await work(await host.GetAsync(cancellationToken));
        }
        catch (BrowserUnavailableException error)
        {
            return without(error.Message);
        }
        finally
        {
            one.Release();
        }
    }
}
