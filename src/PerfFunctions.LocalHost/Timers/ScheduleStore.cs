using Azure;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.LocalHost.Durable.Storage;

namespace PerfFunctions.LocalHost.Timers;

/// <summary>Keeps the schedules of timers with a monitor.</summary>
internal sealed class ScheduleStore(TableClient table)
{
    public Task EnsureCreatedAsync(CancellationToken cancellation) => table.CreateIfNotExistsAsync(cancellation);

    public async Task<ScheduleStatus?> ReadAsync(string function, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
            TableKey.Timers, TableKey.Of(function), cancellationToken: cancellation);
        return row.HasValue
            ? new()
            {
                Last = Read(row.Value!, nameof(ScheduleStatus.Last)),
                Next = Read(row.Value!, nameof(ScheduleStatus.Next)),
                LastUpdated = Read(row.Value!, nameof(ScheduleStatus.LastUpdated)),
            }
            : null;
    }

    public Task WriteAsync(string function, ScheduleStatus status, CancellationToken cancellation)
    {
        var row = new TableEntity(TableKey.Timers, TableKey.Of(function))
        {
            [nameof(ScheduleStatus.Last)] = Cell(status.Last),
            [nameof(ScheduleStatus.Next)] = Cell(status.Next),
            [nameof(ScheduleStatus.LastUpdated)] = Cell(status.LastUpdated),
        };
        return table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    // A table knows no time before 1601; "never" is an empty cell.
    private static DateTimeOffset? Cell(DateTime time) => time == default ? null : new DateTimeOffset(time, TimeSpan.Zero);

    private static DateTime Read(TableEntity row, string cell) => row.GetDateTimeOffset(cell)?.UtcDateTime ?? default;
}
