using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace PerfFunctions.Browser.Recording.Network;

/// <summary>
/// The requests in progress in a load's context. Beside those of the page these are the ones of its service workers, which are
/// counted from the trace and only waited for here.
/// </summary>
internal sealed class OpenRequests
{
    private readonly ConcurrentDictionary<IRequest, bool> _open = new();
    private readonly TimeProvider _clock;
    private long _lastChange;

    /// <summary>Starts to listen.</summary>
    public OpenRequests(IBrowserContext context, TimeProvider clock)
    {
        _clock = clock;
        context.Request += (_, request) =>
            Note(() => request.Url.StartsWith("http", StringComparison.OrdinalIgnoreCase) && _open.TryAdd(request, true));
        context.RequestFinished += (_, request) => Note(() => _open.TryRemove(request, out bool _));
        context.RequestFailed += (_, request) => Note(() => _open.TryRemove(request, out bool _));
    }

    /// <summary>Whether none has been in progress for a time.</summary>
    public bool AreQuiet(TimeSpan time) => _open.IsEmpty && _clock.GetElapsedTime(Interlocked.Read(ref _lastChange)) >= time;

    private void Note(Func<bool> change)
    {
        if (change())
        {
            Interlocked.Exchange(ref _lastChange, _clock.GetTimestamp());
        }
    }
}
