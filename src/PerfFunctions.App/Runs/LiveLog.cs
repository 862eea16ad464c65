using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using PerfFunctions.Api;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Runs;

/// <summary>
/// The seconds of a run's load, one line each, in an append blob: whoever watches reads on from where they are, however many they
/// are. A second that is there again, as rows of it came late, replaces the earlier one.
/// </summary>
public sealed class LiveLog(ResultStorage storage)
{
    // One read is at most this long; what is beyond it comes with the next.
    private const int MaxRead = 1_000_000;

    /// <summary>Adds seconds.</summary>
    public async Task AppendAsync(string runId, IReadOnlyList<LiveSecond> seconds, CancellationToken cancellationToken)
    {
        if (seconds.Count == 0)
        {
            return;
        }

        AppendBlobClient blob = Blob(runId);
        byte[] lines = Encoding.UTF8.GetBytes(string.Concat(seconds.Select(s => JsonSerializer.Serialize(s, PerfJson.Options) + "\n")));
        try
        {
            await AppendAsync(blob, lines, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // The first seconds of the run.
            await blob.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await AppendAsync(blob, lines, cancellationToken);
        }
    }

    /// <summary>The lines from an offset on, each with the offset after it; empty when there are none yet.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="from">Offset of a line, as an earlier read gave it; 0 for the first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<LiveLine>> ReadAsync(string runId, long from, CancellationToken cancellationToken)
    {
        byte[] bytes;
        try
        {
            Response<BlobDownloadResult> read = await Blob(runId).DownloadContentAsync(
                new BlobDownloadOptions { Range = new HttpRange(from, MaxRead) }, cancellationToken);
            bytes = read.Value.Content.ToArray();
        }
        catch (RequestFailedException e) when (e.Status is 404 or 416)
        {
            // Not begun, or nothing new.
            return [];
        }

        List<LiveLine> lines = [];
        int start = 0;
        for (int end = Array.IndexOf(bytes, (byte)'\n'); end >= 0; end = Array.IndexOf(bytes, (byte)'\n', start))
        {
            lines.Add(new LiveLine(Encoding.UTF8.GetString(bytes, start, end - start), from + end + 1));
            start = end + 1;
        }

        return lines;
    }

    private static async Task AppendAsync(AppendBlobClient blob, byte[] lines, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(lines);
        await blob.AppendBlockAsync(stream, cancellationToken: cancellationToken);
    }

    private AppendBlobClient Blob(string runId) => storage.Blobs.GetAppendBlobClient($"runs/{runId}/live.ndjson");
}

/// <summary>A line of the log.</summary>
/// <param name="Json">A <see cref="LiveSecond"/>.</param>
/// <param name="Next">Offset of what comes after it.</param>
public sealed record LiveLine(string Json, long Next);
