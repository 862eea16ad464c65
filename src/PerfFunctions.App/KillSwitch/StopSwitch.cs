using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.KillSwitch;

/// <summary>Keeps the switch that stops everything: one row, so that a look at it is one point read.</summary>
public sealed class StopSwitch(ResultStorage storage, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private volatile CancellationTokenSource _unwritten = new();

    private TableClient Table => storage.Guards;

    /// <summary>Falls while a stop could not be written: what runs in this process ends at once, without a look at storage.</summary>
    public CancellationToken Unwritten => _unwritten.Token;

    /// <summary>The last stop, released or not; null where there never was one.</summary>
    public async Task<StopState?> FindAsync(CancellationToken cancellation)
    {
        NullableResponse<TableEntity> found = await Table.GetEntityIfExistsAsync<TableEntity>(TableKeys.Stop, TableKeys.Stop, cancellationToken: cancellation);
        return found.HasValue ? Read(found.Value!) : null;
    }

    /// <summary>
    /// Stops everything; false when storage has not taken it within 3 s. Then this process ends what it runs, and writes the
    /// stop as soon as storage answers.
    /// </summary>
    /// <param name="state">The stop.</param>
    /// <param name="then">What follows when it is written, repeated until it succeeds.</param>
    public async Task<bool> StopAsync(StopState state, Func<Task> then)
    {
        CancellationTokenSource held = _unwritten;
        Task writing = WriteAsync(state, then, held);
        if (await Task.WhenAny(writing, Task.Delay(Patience, time)) == writing)
        {
            return true;
        }

        await held.CancelAsync();
        return writing.IsCompleted;
    }

    /// <inheritdoc />
    public void Dispose() => _unwritten.Dispose();

    private async Task WriteAsync(StopState state, Func<Task> then, CancellationTokenSource held)
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
                // However storage fails, a stop that was asked for is not given up.
                await Task.Delay(Retry, time);
            }
        }
    }

    private Task WriteAsync(StopState state) => Table.UpsertEntityAsync(
        new TableEntity(TableKeys.Stop, TableKeys.Stop)
        {
            ["At"] = state.At,
            ["Why"] = state.Why,
            ["By"] = JsonSerializer.Serialize(state.By, PerfJson.Options),
        },
        TableUpdateMode.Replace);

    /// <summary>Lets runs again; false, and nothing is changed, when everything was stopped anew since the state was read.</summary>
    public async Task<bool> ReleaseAsync(StopState seen, DateTimeOffset at, Caller by, CancellationToken cancellation)
    {
        var change = new TableEntity(TableKeys.Stop, TableKeys.Stop) { ["ReleasedAt"] = at, ["ReleasedBy"] = JsonSerializer.Serialize(by, PerfJson.Options) };
        try
        {
            await Table.UpdateEntityAsync(change, seen.Version, TableUpdateMode.Merge, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            return false;
        }
    }

    private static StopState Read(TableEntity row) => new(row.GetDateTimeOffset("At")!.Value, row.GetString("Why"), Person(row, "By")!)
    {
        Version = row.ETag,
        ReleasedAt = row.GetDateTimeOffset("ReleasedAt"),
        ReleasedBy = Person(row, "ReleasedBy"),
    };

    private static Caller? Person(TableEntity row, string column) =>
        row.GetString(column) is { } json ? JsonSerializer.Deserialize<Caller>(json, PerfJson.Options) : null;
}
