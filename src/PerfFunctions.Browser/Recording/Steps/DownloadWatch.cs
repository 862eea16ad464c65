using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace PerfFunctions.Browser.Recording.Steps;

/// <summary>
/// Follows the files that a page's steps download. Outside of steps a download is the end of a load: its address answered with no
/// page. The browser keeps the files until the load's context is closed.
/// </summary>
internal sealed class DownloadWatch
{
    private readonly ConcurrentQueue<(IDownload Download, Task<Downloaded> End)> _downloads = new();
    private readonly TimeProvider _clock;
    private volatile bool _inSteps;

    /// <summary>Starts to listen.</summary>
    /// <param name="page">The page.</param>
    /// <param name="clock">Clock.</param>
    /// <param name="outside">Called for a download outside of steps.</param>
    public DownloadWatch(IPage page, TimeProvider clock, Action outside)
    {
        _clock = clock;
        page.Download += (_, download) =>
        {
            if (_inSteps)
            {
                _downloads.Enqueue((download, FollowAsync(download)));
            }
            else
            {
                outside();
            }
        };
    }

    /// <summary>From here downloads belong to steps.</summary>
    public void BeginSteps() => _inSteps = true;

    /// <summary>Waits for the downloads that have begun since the last call; null when one had not ended within the limit.</summary>
    public async Task<IReadOnlyList<Downloaded>?> TakeAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        List<Downloaded> ended = [];
        while (_downloads.TryDequeue(out (IDownload Download, Task<Downloaded> End) next))
        {
            try
            {
                ended.Add(await next.End.WaitAsync(limit, _clock, cancellationToken));
            }
            catch (TimeoutException)
            {
                _ = next.Download.CancelAsync().ContinueWith(task => task.Exception, TaskScheduler.Default);
                return null;
            }
        }
        return ended;
    }

    private async Task<Downloaded> FollowAsync(IDownload download)
    {
        try
        {
            string? failure = await download.FailureAsync();
            long ended = _clock.GetTimestamp();
            return failure is not null
                ? new(download.Url, 0, ended) { Failure = failure }
                : new(download.Url, new FileInfo(await download.PathAsync()).Length, ended);
        }
        catch (Exception error) when (error is PlaywrightException or IOException)
        {
            // A browser elsewhere keeps the file: its time is known, its size is not.
            return new(download.Url, null, _clock.GetTimestamp());
        }
    }
}

/// <summary>A file that was downloaded.</summary>
/// <param name="Address">Where from.</param>
/// <param name="Bytes">Bytes of the file; null where it is not on this machine.</param>
/// <param name="Ended">Timestamp of its end.</param>
internal sealed record Downloaded(string Address, double? Bytes, long Ended)
{
    /// <summary>Why it was not downloaded; null when it was.</summary>
    public string? Failure { get; init; }
}
