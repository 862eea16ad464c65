using System.Collections.Concurrent;
using Microsoft.Playwright;
using PerfFunctions.Engine.Browsing;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.Browser.Scripts;

/// <summary>Measures the requests of a context, and counts them: a page must not become load on hosts that are not verified.</summary>
/// <param name="targets">Which hosts are.</param>
/// <param name="measured">Takes what is measured.</param>
/// <param name="exceeded">Called, with the reason, when there are too many.</param>
internal sealed class RequestFigures(ConnectPolicy targets, Action<BrowserMeasure> measured, Action<string> exceeded)
{
    private const int Max = 5_000;
    private const int MaxElsewhere = 1_000;

    // What the browser says of what a page has given up, by leaving or by itself.
    private const string Aborted = "net::ERR_ABORTED";

    private readonly ConcurrentDictionary<Task, bool> _open = new();
    private int _all;
    private int _elsewhere;

    /// <summary>Begins to watch a context.</summary>
    public void Watch(IBrowserContext context)
    {
        context.Request += (_, request) => Count(request.Url);
        context.RequestFinished += (_, request) => Follow(FinishedAsync(request));
        context.RequestFailed += (_, request) =>
        {
            if (IsOfNetwork(request.Url) && request.Failure != Aborted)
            {
                measured(new(BrowserMetric.RequestFailed, 1, request.Url));
            }
        };
    }

    /// <summary>Waits for what is still being read.</summary>
    public Task EndAsync() => Task.WhenAll(_open.Keys);

    private void Follow(Task work)
    {
        _open[work] = true;
        _ = work.ContinueWith(done => _open.TryRemove(done, out _), TaskScheduler.Default);
    }

    private void Count(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? url) || !IsOfNetwork(address))
        {
            return;
        }

        if (Interlocked.Increment(ref _all) > Max)
        {
            exceeded($"its pages send more than {Max:N0} requests in an iteration");
        }
        else if (!targets.IsListed(url.Host) && Interlocked.Increment(ref _elsewhere) > MaxElsewhere)
        {
            exceeded($"its pages send more than {MaxElsewhere:N0} requests in an iteration to hosts that are not verified targets");
        }
    }

    private async Task FinishedAsync(IRequest request)
    {
        if (!IsOfNetwork(request.Url))
        {
            return;
        }

        try
        {
            double duration = request.Timing.ResponseEnd;
            IResponse? response = await request.ResponseAsync();
            RequestSizesResult sizes = await request.SizesAsync();
            if (duration >= 0)
            {
                measured(new(BrowserMetric.RequestDuration, duration, request.Url));
            }

            measured(new(BrowserMetric.RequestFailed, response is null or { Status: >= 400 } ? 1 : 0, request.Url));
            measured(new(BrowserMetric.DataSent, sizes.RequestHeadersSize + sizes.RequestBodySize, request.Url));
            measured(new(BrowserMetric.DataReceived, sizes.ResponseHeadersSize + sizes.ResponseBodySize, request.Url));
        }
        catch (PlaywrightException)
        {
            // The page has gone meanwhile, and what is known of its requests with it.
        }
    }

    private static bool IsOfNetwork(string address) => address.StartsWith("http", StringComparison.Ordinal);
}
