using System.ComponentModel;
using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PerfFunctions.LocalHost.Durable.Storage;
using PerfFunctions.LocalHost.Hosting;

namespace PerfFunctions.LocalHost.Durable.Hub;

/// <summary>
/// Sees to it that one process works on a hub. A dead process of this machine is taken over at once, that of another
/// machine when its heartbeat is 30 s old.
/// </summary>
internal sealed class HubLease(
    TableClient table,
    HostSettings settings,
    IIdSource ids,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<HubLease> logger) : IDisposable
{
    private const string HeartbeatCell = "Heartbeat";
    private const string TokenCell = "Token";
    private const string PidCell = "Pid";
    private const string MachineCell = "Machine";
    private const string StartCell = "ProcessStart";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(30);

    // The start of a process is computed from the machine's uptime, and so differs a little from reading to reading.
    private static readonly TimeSpan SameStart = TimeSpan.FromSeconds(2);

    private readonly string _token = ids.Next();
    private readonly CancellationTokenSource _stop = new();
    private Task _beating = Task.CompletedTask;

    /// <summary>Takes the hub.</summary>
    /// <exception cref="HubInUseException">Another live process has it.</exception>
    public async Task TakeAsync(CancellationToken cancellation)
    {
        await table.CreateIfNotExistsAsync(cancellation);
        while (!await TryTakeAsync(cancellation))
        {
            // Somebody was faster; look again at who has it now.
        }

        _beating = BeatAsync();
    }

    public async Task ReleaseAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        while (!await TryReleaseAsync())
        {
            // The last heartbeat was cut off here and yet arrived there, between the look and the delete.
        }
    }

    public void Dispose() => _stop.Dispose();

    private async Task<bool> TryTakeAsync(CancellationToken cancellation)
    {
        NullableResponse<TableEntity> row =
            await table.GetEntityIfExistsAsync<TableEntity>(TableKey.Owner, TableKey.Owner, cancellationToken: cancellation);
        try
        {
            if (!row.HasValue)
            {
                await table.AddEntityAsync(Mine(), cancellation);
                return true;
            }

            RefuseIfAlive(row.Value!);
            logger.HubTakenOver(settings.HubName, row.Value!.GetInt32(PidCell) ?? 0, row.Value.GetString(MachineCell));
            await table.UpdateEntityAsync(Mine(), row.Value.ETag, TableUpdateMode.Replace, cancellation);
            return true;
        }
        catch (RequestFailedException raced) when (raced.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    private async Task<bool> TryReleaseAsync()
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(TableKey.Owner, TableKey.Owner);
        if (!row.HasValue || row.Value!.GetString(TokenCell) != _token)
        {
            return true;
        }

        try
        {
            await table.DeleteEntityAsync(row.Value, row.Value.ETag);
            return true;
        }
        catch (RequestFailedException raced) when (raced.Status is 412)
        {
            return false;
        }
    }

    private void RefuseIfAlive(TableEntity owner)
    {
        string machine = owner.GetString(MachineCell);
        int pid = owner.GetInt32(PidCell) ?? 0;
        DateTimeOffset start = owner.GetDateTimeOffset(StartCell) ?? default;
        bool alive = machine == Environment.MachineName
            ? Start(pid) is { } running && (running - start).Duration() < SameStart
            : time.GetUtcNow() - owner.GetDateTimeOffset(HeartbeatCell) < DeadAfter;
        if (alive)
        {
            throw new HubInUseException(
                $"Task hub '{settings.HubName}' is in use by process {pid} on {machine} (started {start:u}):"
                + " end that process, or give this one a hub of its own (extensions.durableTask.hubName in host.json).");
        }
    }

    private static DateTimeOffset? Start(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.HasExited ? null : process.StartTime.ToUniversalTime();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    private TableEntity Mine() => new(TableKey.Owner, TableKey.Owner)
    {
        [TokenCell] = _token,
        [MachineCell] = Environment.MachineName,
        [PidCell] = Environment.ProcessId,
        [StartCell] = Start(Environment.ProcessId),
        [HeartbeatCell] = time.GetUtcNow(),
    };

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                await BeatOnceAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Released.
        }
    }

    private async Task BeatOnceAsync()
    {
        try
        {
            NullableResponse<TableEntity> row =
                await table.GetEntityIfExistsAsync<TableEntity>(TableKey.Owner, TableKey.Owner, cancellationToken: _stop.Token);
            if (!row.HasValue || row.Value!.GetString(TokenCell) != _token)
            {
                logger.HubLost(settings.HubName);
                lifetime.StopApplication();
                return;
            }

            await table.UpdateEntityAsync(Mine(), row.Value.ETag, TableUpdateMode.Replace, _stop.Token);
        }
        catch (Exception problem) when (problem is RequestFailedException or AggregateException)
        {
            logger.HeartbeatFailed(problem, settings.HubName);
        }
    }
}
