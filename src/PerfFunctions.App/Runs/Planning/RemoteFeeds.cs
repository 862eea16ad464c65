using PerfFunctions.App.Plans;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Runs.Planning;

/// <summary>Fetches the feeds that a plan names by their addresses.</summary>
public sealed class RemoteFeeds(RunBlobs blobs, FeedFetcher fetcher)
{
    /// <summary>Fetches them once, so that all shards and slices have the same rows; gives why that failed, or null.</summary>
    public async Task<RunStop?> FetchAsync(string runId, PerfPlan plan, CancellationToken cancellationToken)
    {
        Feed[] remote = [.. plan.Feeds.Where(f => f.From is not null)];
        if (remote.Length == 0 || await blobs.FindFeedsAsync(runId, cancellationToken) is not null)
        {
            return null;
        }

        try
        {
            Feed[] fetched = await Task.WhenAll(remote.Select(f => fetcher.FetchAsync(f, plan, cancellationToken)));
            await blobs.SaveFeedsAsync(runId, fetched, cancellationToken);
            return null;
        }
        catch (FeedRefusedException e)
        {
            return new RunStop(RunOutcome.NoData, e.Message);
        }
    }
}
