using Azure;
using Azure.Data.Tables;
using PerfFunctions.App.Storage;

namespace PerfFunctions.App.Runs.Starting;

/// <summary>
/// Ties a request that may come twice (a webhook delivery, an idempotency key) to one run: the first to claim it names
/// the run, every later one gets that name. Survives restarts.
/// </summary>
public sealed class ClaimStore(ResultStorage storage)
{
    /// <summary>The run that the request is tied to: <paramref name="runId"/> when this is the first claim.</summary>
    /// <param name="source">Kind of request, e.g. <c>github</c>.</param>
    /// <param name="key">What the sender calls the request; any text.</param>
    /// <param name="runId">Run to tie it to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string> ClaimAsync(string source, string key, string runId, CancellationToken cancellationToken)
    {
        string row = TableKeys.Hash(key);
        try
        {
            await storage.Deliveries.AddEntityAsync(new TableEntity(source, row) { ["RunId"] = runId }, cancellationToken);
            return runId;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            Response<TableEntity> first = await storage.Deliveries.GetEntityAsync<TableEntity>(source, row, cancellationToken: cancellationToken);
            return first.Value.GetString("RunId");
        }
    }

    /// <summary>The run that the request is tied to; null if it has not been claimed.</summary>
    public async Task<string?> FindAsync(string source, string key, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found =
            await storage.Deliveries.GetEntityIfExistsAsync<TableEntity>(source, TableKeys.Hash(key), cancellationToken: cancellationToken);
        return found.HasValue ? found.Value!.GetString("RunId") : null;
    }
}
