using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using PerfFunctions.Api;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.KillSwitch;

/// <summary>Stores the kill switch in one row, so that checking it takes one point read.</summary>
public sealed class KillSwitchStore(ResultStorage storage, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private volatile CancellationTokenSource _unwritten = new();

    private TableClient Table => storage.Guards;

    /// <summary>Cancelled while a halt could not be stored: whatever runs in this process ends at once, without reading storage.</summary>
    public CancellationToken Unwritten => _unwritten.Token;

    /// <summary>The last halt, resumed or not; null if there never was one.</summary>
    public async Task<HaltState?> FindAsync(CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found =
            await Table.GetEntityIfExistsAsync<TableEntity>(TableKeys.Stop, TableKeys.Stop, cancellationToken: cancellationToken);
        return found.HasValue ? Read(found.Value!) : null;
    }

    /// <summary>
    /// Halts the service. Returns false if storage has not accepted the halt within 3 s: this process then ends what it runs
    /// and stores the halt as soon as storage responds.
    /// </summary>
    /// <param name="state">The halt.</param>
    /// <param name="then">Runs once the halt is stored; repeated until it succeeds.</param>
    public async Task<bool> HaltAsync(HaltState state, Func<Task> then)
    {
        CancellationTokenSource held = _unwritten;
        Task writing = WriteAsync(state, then, held);
        if (await Task.WhenAny(writing, Task.Delay(WriteTimeout, time)) == writing)
        {
            return true;
        }

        await held.CancelAsync();
        return writing.IsCompleted;
    }

    /// <inheritdoc />
    public void Dispose() => _unwritten.Dispose();

    private async Task WriteAsync(HaltState state, Func<Task> then, CancellationTokenSource held)
    {
        await UntilDoneAsync(() => WriteAsync(state));
        _ = Interlocked.CompareExchange(ref _unwritten, new CancellationTokenSource(), held);
        await UntilDoneAsync(then);
    }

    private async Task UntilDoneAsync(Func<Task> work)
    {
        while (true)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception)
            {
                // A requested halt is never given up, however storage fails.
                await Task.Delay(Retry, time);
            }
        }
    }

    private Task WriteAsync(HaltState state) => Table.UpsertEntityAsync(
        new TableEntity(TableKeys.Stop, TableKeys.Stop)
        {
            ["At"] = state.At,
            ["Reason"] = state.Reason,
            ["By"] = JsonSerializer.Serialize(state.By, PerfJson.Options),
        },
        TableUpdateMode.Replace);

    /// <summary>RequireRole runs again. Returns false and changes nothing if the service was halted again since the state was read.</summary>
    public async Task<bool> ResumeAsync(HaltState seen, DateTimeOffset at, Caller by, CancellationToken cancellationToken)
    {
        var change =
            new TableEntity(TableKeys.Stop, TableKeys.Stop) { ["ResumedAt"] = at, ["ResumedBy"] = JsonSerializer.Serialize(by, PerfJson.Options) };
        try
        {
            await Table.UpdateEntityAsync(change, new ETag(seen.Version), TableUpdateMode.Merge, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            return false;
        }
    }

    private static HaltState Read(TableEntity row) => new(row.GetDateTimeOffset("At")!.Value, row.GetString("Reason"), Person(row, "By")!)
    {
        Version = row.ETag.ToString(),
        ResumedAt = row.GetDateTimeOffset("ResumedAt"),
        ResumedBy = Person(row, "ResumedBy"),
    };

    private static Caller? Person(TableEntity row, string column) =>
        row.GetString(column) is { } json ? JsonSerializer.Deserialize<Caller>(json, PerfJson.Options) : null;
}
