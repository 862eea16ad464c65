using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PerfFunctions.Engine;
using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Servers;

namespace PerfFunctions.App.Storage;

/// <summary>What of a run is too big for a table, in blobs below <c>runs/{id}/</c>.</summary>
public sealed class RunBlobs(ResultStorage storage)
{
    /// <summary>Keeps the plan as it is run.</summary>
    public Task SavePlanAsync(string runId, string text, CancellationToken cancellation) =>
        SaveAsync($"runs/{runId}/plan.yml", BinaryData.FromString(text), cancellation);

    /// <summary>The plan as it is run; null when there is none yet.</summary>
    public async Task<string?> FindPlanAsync(string runId, CancellationToken cancellation) =>
        (await FindAsync($"runs/{runId}/plan.yml", cancellation))?.ToString();

    /// <summary>Keeps the feeds that were fetched for a run.</summary>
    public Task SaveFeedsAsync(string runId, IReadOnlyList<Feed> feeds, CancellationToken cancellation) =>
        SaveJsonAsync($"runs/{runId}/feeds.json", feeds, cancellation);

    /// <summary>The feeds that were fetched for a run; null when none were.</summary>
    public Task<List<Feed>?> FindFeedsAsync(string runId, CancellationToken cancellation) =>
        FindJsonAsync<List<Feed>>($"runs/{runId}/feeds.json", cancellation);

    /// <summary>Keeps what one page audit measured; its evidence beside it, in the place of an earlier one's.</summary>
    public async Task SavePageAsync(string runId, PageMeasurement page, PageEvidence? evidence, CancellationToken cancellation)
    {
        IReadOnlyList<(string Name, byte[] Content)> files = evidence is null ? [] : EvidenceFiles.Of(evidence);
        foreach ((string name, byte[] content) in files)
        {
            await SaveAsync(EvidenceName(runId, page.Page, name), BinaryData.FromBytes(content), cancellation);
        }

        PageMeasurement kept = evidence is null ? page : page with { Evidence = [.. files.Select(f => f.Name)] };
        await SaveJsonAsync($"runs/{runId}/pages/{page.Page}.json", kept, cancellation);
    }

    /// <summary>What one page audit measured; null when it never came to an end.</summary>
    public Task<PageMeasurement?> FindPageAsync(string runId, string page, CancellationToken cancellation) =>
        FindJsonAsync<PageMeasurement>($"runs/{runId}/pages/{page}.json", cancellation);

    /// <summary>A file of a page's evidence; null when there is none.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="page">Page name.</param>
    /// <param name="file">One of <see cref="EvidenceFiles"/>.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public Task<BinaryData?> FindEvidenceAsync(string runId, string page, string file, CancellationToken cancellation) =>
        FindAsync(EvidenceName(runId, page, file), cancellation);

    /// <summary>Keeps how load in progress is, in the place of an earlier second's.</summary>
    public Task SaveLiveAsync(string runId, LiveSnapshot live, CancellationToken cancellation) =>
        SaveJsonAsync($"runs/{runId}/live.json", live, cancellation);

    /// <summary>How load in progress is; null before its first second.</summary>
    public Task<LiveSnapshot?> FindLiveAsync(string runId, CancellationToken cancellation) =>
        FindJsonAsync<LiveSnapshot>($"runs/{runId}/live.json", cancellation);

    /// <summary>Keeps what was read of the systems under test, in the place of what was read before.</summary>
    public Task SaveServerAsync(string runId, ServerSummary server, CancellationToken cancellation) =>
        SaveJsonAsync($"runs/{runId}/server.json", server, cancellation);

    /// <summary>What was read of the systems under test; null when nothing was.</summary>
    public Task<ServerSummary?> FindServerAsync(string runId, CancellationToken cancellation) =>
        FindJsonAsync<ServerSummary>($"runs/{runId}/server.json", cancellation);

    /// <summary>Keeps the summary.</summary>
    public Task SaveSummaryAsync(RunSummary summary, CancellationToken cancellation) =>
        SaveJsonAsync($"runs/{summary.RunId}/summary.json", summary, cancellation);

    /// <summary>The summary; null when the run never got so far.</summary>
    public Task<RunSummary?> FindSummaryAsync(string runId, CancellationToken cancellation) =>
        FindJsonAsync<RunSummary>($"runs/{runId}/summary.json", cancellation);

    /// <summary>Keeps the verdict.</summary>
    public Task SaveVerdictAsync(Verdict verdict, CancellationToken cancellation) =>
        SaveJsonAsync($"runs/{verdict.RunId}/verdict.json", verdict, cancellation);

    /// <summary>The verdict; null when the run never got so far.</summary>
    public Task<Verdict?> FindVerdictAsync(string runId, CancellationToken cancellation) =>
        FindJsonAsync<Verdict>($"runs/{runId}/verdict.json", cancellation);

    /// <summary>Keeps a report in one of its formats: <c>html</c>, <c>md</c>, <c>json</c>, <c>xml</c>.</summary>
    public Task SaveReportAsync(string runId, string format, string text, CancellationToken cancellation) =>
        SaveAsync($"runs/{runId}/report.{format}", BinaryData.FromString(text), cancellation);

    /// <summary>A report; null when there is none yet.</summary>
    public Task<BinaryData?> FindReportAsync(string runId, string format, CancellationToken cancellation) =>
        FindAsync($"runs/{runId}/report.{format}", cancellation);

    /// <summary>Keeps the text of a stored plan.</summary>
    public Task SaveStoredPlanAsync(string name, string text, CancellationToken cancellation) =>
        SaveAsync($"plans/{name}.yml", BinaryData.FromString(text), cancellation);

    /// <summary>The text of a stored plan; null when there is none of this name.</summary>
    public async Task<string?> FindStoredPlanAsync(string name, CancellationToken cancellation) =>
        (await FindAsync($"plans/{name}.yml", cancellation))?.ToString();

    /// <summary>Forgets the text of a stored plan.</summary>
    public Task DeleteStoredPlanAsync(string name, CancellationToken cancellation) =>
        storage.Blobs.DeleteBlobIfExistsAsync($"plans/{name}.yml", cancellationToken: cancellation);

    /// <summary>Forgets all blobs of a run.</summary>
    public async Task DeleteAsync(string runId, CancellationToken cancellation)
    {
        AsyncPageable<BlobItem> blobs = storage.Blobs.GetBlobsAsync(
            BlobTraits.None, BlobStates.None, $"runs/{runId}/", cancellation);
        await foreach (BlobItem blob in blobs)
        {
            await storage.Blobs.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellation);
        }
    }

    private static string EvidenceName(string runId, string page, string file) => $"runs/{runId}/pages/{page}/{file}";

    private Task SaveJsonAsync<T>(string name, T value, CancellationToken cancellation) =>
        SaveAsync(name, BinaryData.FromObjectAsJson(value, PerfJson.Options), cancellation);

    private async Task<T?> FindJsonAsync<T>(string name, CancellationToken cancellation)
        where T : class =>
        await FindAsync(name, cancellation) is { } data ? JsonSerializer.Deserialize<T>(data, PerfJson.Options) : null;

    private async Task SaveAsync(string name, BinaryData data, CancellationToken cancellation) =>
        await storage.Blobs.GetBlobClient(name).UploadAsync(data, overwrite: true, cancellation);

    private async Task<BinaryData?> FindAsync(string name, CancellationToken cancellation)
    {
        try
        {
            BlobClient blob = storage.Blobs.GetBlobClient(name);
            Response<BlobDownloadResult> download = await blob.DownloadContentAsync(cancellation);
            return download.Value.Content;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}
