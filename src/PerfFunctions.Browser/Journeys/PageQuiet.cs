using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace PerfFunctions.Browser.Journeys;

/// <summary>Detects when a page has processed an action.</summary>
internal sealed class PageQuiet
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<IRequest, bool> _inProgress = new();
    private readonly TimeProvider _clock;
    private long _lastChange;

    /// <summary>Starts to listen.</summary>
    public PageQuiet(IPage page, TimeProvider clock)
    {
        _clock = clock;
        page.Request += (_, begun) => Note(() => _inProgress[begun] = true);
        page.RequestFinished += (_, ended) => Note(() => _inProgress.TryRemove(ended, out bool _));
        page.RequestFailed += (_, ended) => Note(() => _inProgress.TryRemove(ended, out bool _));
        Begin();
    }

    /// <summary>Something is done now. Requests from before, such as an open stream, are not waited for.</summary>
    public void Begin() => Note(_inProgress.Clear);

    /// <summary>Returns when no request has begun or been in progress for 500 ms since <see cref="Begin"/>, or when the limit is over.</summary>
    public async Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        long start = _clock.GetTimestamp();
        while (_clock.GetElapsedTime(start) < limit && !(_inProgress.IsEmpty && _clock.GetElapsedTime(Interlocked.Read(ref _lastChange)) >= Quiet))
        {
            await Task.Delay(Look, _clock, cancellationToken);
        }
    }

    private void Note(Action change)
    {
        change();
        Interlocked.Exchange(ref _lastChange, _clock.GetTimestamp());
    }
}
