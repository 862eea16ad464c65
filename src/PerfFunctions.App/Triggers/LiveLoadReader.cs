using PerfFunctions.Api;
using PerfFunctions.App.Runs;

namespace PerfFunctions.App.Triggers;

/// <summary>Shows load while it is in progress.</summary>
public sealed class LiveLoadReader(RunBlobs blobs, TimeProvider time)
{
    /// <summary>The load so far; null before its first second.</summary>
    public async Task<LiveLoad?> ReadAsync(RunRecord run, CancellationToken cancellationToken) =>
        await blobs.FindLiveAsync(run.RunId, cancellationToken) is { } live
            ? new LiveLoad((time.GetUtcNow() - live.GoAt).TotalSeconds, live.DurationSeconds, live.Scenarios)
            : null;
}
