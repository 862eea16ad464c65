using System.Text.Json;
using PerfFunctions.Api.Live;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.App.Runs;

/// <summary>What of a run is too big for a table, in blobs below <c>runs/{id}/</c>.</summary>
public sealed class RunBlobs(ResultStorage storage)
{
    private readonly PlanFileBlobs _files = new(storage);

    /// <summary>Keeps the plan as it is run.</summary>
    public Task SavePlanAsync(string runId, string text, CancellationToken cancellationToken) =>
        SaveAsync($"runs/{runId}/plan.yml", BinaryData.FromString(text), cancellationToken);

    /// <summary>The plan as it is run; null when there is none yet.</summary>
    public async Task<string?> FindPlanAsync(string runId, CancellationToken cancellationToken) =>
        (await FindAsync($"runs/{runId}/plan.yml", cancellationToken))?.ToString();

    /// <summary>Keeps the files beside the plan.</summary>
    public Task SaveFilesAsync(string runId, PlanFiles files, CancellationToken cancellationToken) =>
        _files.SaveAsync($"runs/{runId}", files, cancellationToken);

    /// <summary>The files beside the plan; null when there are none.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="isLoaded">Whose contents are loaded.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public Task<PlanFiles?> FindFilesAsync(string runId, Func<PlanFile, bool> isLoaded, CancellationToken cancellationToken) =>
        _files.FindAsync($"runs/{runId}", isLoaded, cancellationToken);

    /// <summary>Keeps the feeds that were fetched for a run.</summary>
    public Task SaveFeedsAsync(string runId, IReadOnlyList<Feed> feeds, CancellationToken cancellationToken) =>
        SaveJsonAsync($"runs/{runId}/feeds.json", feeds, cancellationToken);

    /// <summary>The feeds that were fetched for a run; null when none were.</summary>
    public Task<List<Feed>?> FindFeedsAsync(string runId, CancellationToken cancellationToken) =>
        FindJsonAsync<List<Feed>>($"runs/{runId}/feeds.json", cancellationToken);

    /// <summary>Keeps what a run's setup captured, encrypted.</summary>
    public Task SaveSetupAsync(string runId, byte[] encrypted, CancellationToken cancellationToken) =>
        SaveAsync(SetupName(runId), BinaryData.FromBytes(encrypted), cancellationToken);

    /// <summary>What a run's setup captured, encrypted; null when there is nothing.</summary>
    public Task<BinaryData?> FindSetupAsync(string runId, CancellationToken cancellationToken) => FindAsync(SetupName(runId), cancellationToken);

    /// <summary>Forgets what a run's setup captured.</summary>
    public Task DeleteSetupAsync(string runId, CancellationToken cancellationToken) =>
        storage.Blobs.DeleteBlobIfExistsAsync(SetupName(runId), cancellationToken: cancellationToken);

    /// <summary>Keeps what one page audit measured; its evidence beside it, in the place of an earlier one's.</summary>
    public async Task SavePageAsync(
        string runId, PageMeasurement page, PageEvidence? evidence, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string Name, byte[] Content)> files = evidence is null ? [] : EvidenceFiles.Of(evidence);
        foreach ((string name, byte[] content) in files)
        {
            await SaveAsync(EvidenceName(runId, page.Page, name), BinaryData.FromBytes(content), cancellationToken);
        }

        PageMeasurement kept = evidence is null ? page : page with { Evidence = [.. files.Select(f => f.Name)] };
        await SaveJsonAsync($"runs/{runId}/pages/{page.Page}.json", kept, cancellationToken);
    }

    /// <summary>What one page audit measured; null when it never came to an end.</summary>
    public Task<PageMeasurement?> FindPageAsync(string runId, string page, CancellationToken cancellationToken) =>
        FindJsonAsync<PageMeasurement>($"runs/{runId}/pages/{page}.json", cancellationToken);

    /// <summary>A file of a page's evidence; null when there is none.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="page">Page name.</param>
    /// <param name="file">One of <see cref="EvidenceFiles"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public Task<BinaryData?> FindEvidenceAsync(string runId, string page, string file, CancellationToken cancellationToken) =>
        FindAsync(EvidenceName(runId, page, file), cancellationToken);

    /// <summary>Keeps how load in progress is, in the place of an earlier second's.</summary>
    public Task SaveLiveAsync(string runId, LiveSnapshot live, CancellationToken cancellationToken) =>
        SaveJsonAsync($"runs/{runId}/live.json", live, cancellationToken);

    /// <summary>How load in progress is; null before its first second.</summary>
    public Task<LiveSnapshot?> FindLiveAsync(string runId, CancellationToken cancellationToken) =>
        FindJsonAsync<LiveSnapshot>($"runs/{runId}/live.json", cancellationToken);

    /// <summary>Keeps what load comes to so far, in the place of what it came to before.</summary>
    public Task SaveProgressAsync(string runId, RunProgress progress, CancellationToken cancellationToken) =>
        SaveJsonAsync($"runs/{runId}/progress.json", progress, cancellationToken);

    /// <summary>What load comes to so far, or came to; null before its first seconds.</summary>
    public Task<RunProgress?> FindProgressAsync(string runId, CancellationToken cancellationToken) =>
        FindJsonAsync<RunProgress>($"runs/{runId}/progress.json", cancellationToken);

    /// <summary>Keeps what was read of the systems under test, in the place of what was read before.</summary>
    public Task SaveServerAsync(string runId, ServerSummary server, CancellationToken cancellationToken) =>
        SaveJsonAsync($"runs/{runId}/server.json", server, cancellationToken);

    /// <summary>What was read of the systems under test; null when nothing was.</summary>
    public Task<ServerSummary?> FindServerAsync(string runId, CancellationToken cancellationToken) =>
        FindJsonAsync<ServerSummary>($"runs/{runId}/server.json", cancellationToken);

    /// <summary>Keeps the summary.</summary>
    public Task SaveSummaryAsync(RunSummary summary, CancellationToken cancellationToken) =>
        SaveJsonAsync($"runs/{summary.RunId}/summary.json", summary, cancellationToken);

    /// <summary>The summary; null when the run never got so far.</summary>
    public Task<RunSummary?> FindSummaryAsync(string runId, CancellationToken cancellationToken) =>
        FindJsonAsync<RunSummary>($"runs/{runId}/summary.json", cancellationToken);

    /// <summary>Keeps the verdict.</summary>
    public Task SaveVerdictAsync(Verdict verdict, CancellationToken cancellationToken) =>
        SaveJsonAsync($"runs/{verdict.RunId}/verdict.json", verdict, cancellationToken);

    /// <summary>The verdict; null when the run never got so far.</summary>
    public Task<Verdict?> FindVerdictAsync(string runId, CancellationToken cancellationToken) =>
        FindJsonAsync<Verdict>($"runs/{runId}/verdict.json", cancellationToken);

    /// <summary>Keeps what the page of a run shows of its summary.</summary>
    public Task SaveResultsAsync(string runId, RunResults results, CancellationToken cancellationToken) =>
        SaveJsonAsync($"runs/{runId}/results.json", results, cancellationToken);

    /// <summary>What the page of a run shows of its summary; null before its reports are there, or when nothing was measured.</summary>
    public Task<RunResults?> FindResultsAsync(string runId, CancellationToken cancellationToken) =>
        FindJsonAsync<RunResults>($"runs/{runId}/results.json", cancellationToken);

    /// <summary>Keeps a report in one of its formats: <c>html</c>, <c>md</c>, <c>json</c>, <c>xml</c>.</summary>
    public Task SaveReportAsync(string runId, string format, string text, CancellationToken cancellationToken) =>
        SaveAsync($"runs/{runId}/report.{format}", BinaryData.FromString(text), cancellationToken);

    /// <summary>A report; null when there is none yet.</summary>
    public Task<BinaryData?> FindReportAsync(string runId, string format, CancellationToken cancellationToken) =>
        FindAsync($"runs/{runId}/report.{format}", cancellationToken);

    /// <summary>Forgets all blobs of a run.</summary>
    public Task DeleteAsync(string runId, CancellationToken cancellationToken) =>
        storage.Blobs.DeleteBelowAsync($"runs/{runId}/", except: null, cancellationToken);

    private static string SetupName(string runId) => $"runs/{runId}/setup.bin";

    private static string EvidenceName(string runId, string page, string file) => $"runs/{runId}/pages/{page}/{file}";

    private Task SaveJsonAsync<T>(string name, T value, CancellationToken cancellationToken) =>
        SaveAsync(name, BinaryData.FromObjectAsJson(value, PerfJson.Options), cancellationToken);

    private async Task<T?> FindJsonAsync<T>(string name, CancellationToken cancellationToken)
        where T : class =>
        await FindAsync(name, cancellationToken) is { } data ? JsonSerializer.Deserialize<T>(data, PerfJson.Options) : null;

    private Task SaveAsync(string name, BinaryData data, CancellationToken cancellationToken) =>
        storage.Blobs.SaveAsync(name, data, cancellationToken);

    private Task<BinaryData?> FindAsync(string name, CancellationToken cancellationToken) =>
        storage.Blobs.FindAsync(name, cancellationToken);
}
