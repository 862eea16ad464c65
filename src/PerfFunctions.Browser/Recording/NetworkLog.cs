using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace PerfFunctions.Browser.Recording;

/// <summary>The requests of one load, from all frames of the page.</summary>
internal sealed class NetworkLog
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    // The value says whether the whole answer has arrived; null while the request is under way.
    private readonly ConcurrentDictionary<IRequest, bool?> _requests = new();
    private readonly TimeProvider _clock;
    private long _lastChange;

    /// <summary>Starts to listen.</summary>
    public NetworkLog(IPage page, TimeProvider clock)
    {
        _clock = clock;
        _lastChange = clock.GetTimestamp();
        page.Request += (_, request) => Note(request, null);
        page.RequestFinished += (_, request) => Note(request, true);
        page.RequestFailed += (_, request) => Note(request, false);
    }

    /// <summary>Returns when no request has been under way for 500 ms, or when the limit is over.</summary>
    public async Task SettleAsync(TimeSpan limit, CancellationToken cancellation)
    {
        long start = _clock.GetTimestamp();
        while (!IsQuiet() && _clock.GetElapsedTime(start) < limit)
        {
            await Task.Delay(Look, _clock, cancellation);
        }
    }

    /// <summary>
    /// Requests and transferred bytes, in all and by type. The bytes are the browser's own count of what came over the
    /// wire, head and compressed body (<c>Network.loadingFinished.encodedDataLength</c>, which Playwright splits into
    /// the two sizes): <c>PerformanceResourceTiming</c> says 0 for other origins. Playwright's events are used rather
    /// than a CDP session of our own because they include frames that live in another process. A request that failed or
    /// is still under way counts as a request, its bytes are unknown.
    /// </summary>
    public async Task AddTotalsAsync(IDictionary<string, double> values)
    {
        foreach (string key in ResourceTypes.All.SelectMany(type => new[] { $"bytes.{type}", $"requests.{type}" }).Append("bytes").Append("requests"))
        {
            values[key] = 0;
        }
        foreach ((IRequest request, bool? complete) in _requests)
        {
            string type = ResourceTypes.Of(request.ResourceType);
            values["requests"]++;
            values[$"requests.{type}"]++;
            if (complete == true)
            {
                RequestSizesResult sizes = await request.SizesAsync();
                double bytes = sizes.ResponseHeadersSize + sizes.ResponseBodySize;
                values["bytes"] += bytes;
                values[$"bytes.{type}"] += bytes;
            }
        }
    }

    private void Note(IRequest request, bool? complete)
    {
        // blob: and data: are in the page already.
        if (request.Url.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            _requests[request] = complete;
            Interlocked.Exchange(ref _lastChange, _clock.GetTimestamp());
        }
    }

    private bool IsQuiet() =>
        _clock.GetElapsedTime(Interlocked.Read(ref _lastChange)) >= Quiet && _requests.Values.All(complete => complete is not null);
}
