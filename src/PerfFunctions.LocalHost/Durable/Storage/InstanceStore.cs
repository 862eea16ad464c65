using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PerfFunctions.LocalHost.Durable.History;

namespace PerfFunctions.LocalHost.Durable.Storage;

/// <summary>The instance rows, all in one partition and so ordered by id.</summary>
internal sealed class InstanceStore(TableClient table, PayloadStore payloads)
{
    private const string FailureCell = "Failure";
    private const string ParentCell = "Parent";
    private const string ParentIdCell = "ParentId";
    private const string OpenCell = "Open";

    public Task EnsureCreatedAsync(CancellationToken cancellation) => table.CreateIfNotExistsAsync(cancellation);

    public async Task<InstanceRow?> ReadAsync(string instanceId, bool withPayloads, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> entity = await table.GetEntityIfExistsAsync<TableEntity>(
            TableKey.Instances, TableKey.Of(instanceId), cancellationToken: cancellation);
        return entity.HasValue ? await ToRowAsync(entity.Value!, withPayloads, cancellation) : null;
    }

    public async Task WriteAsync(InstanceRow row, CancellationToken cancellation)
    {
        string folder = $"{TableKey.Of(row.InstanceId)}/{row.ExecutionId}/";
        string? failure = row.Failure is null ? null : JsonSerializer.Serialize(row.Failure);
        var entity = new TableEntity(TableKey.Instances, TableKey.Of(row.InstanceId))
        {
            [nameof(InstanceRow.InstanceId)] = row.InstanceId,
            [nameof(InstanceRow.Name)] = row.Name,
            [nameof(InstanceRow.ExecutionId)] = row.ExecutionId,
            [nameof(InstanceRow.Status)] = row.Status.ToString(),
            [nameof(InstanceRow.CreatedAt)] = row.CreatedAt,
            [nameof(InstanceRow.UpdatedAt)] = row.UpdatedAt,
            [nameof(InstanceRow.StartAt)] = row.StartAt,
            [nameof(InstanceRow.Input)] = await payloads.ToCellAsync(row.Input, folder + "input", cancellation),
            [nameof(InstanceRow.Output)] = await payloads.ToCellAsync(row.Output, folder + "output", cancellation),
            [nameof(InstanceRow.CustomStatus)] = await payloads.ToCellAsync(row.CustomStatus, folder + "status", cancellation),
            [FailureCell] = await payloads.ToCellAsync(failure, folder + "failure", cancellation),
            [ParentCell] = row.Parent is null ? null : JsonSerializer.Serialize(row.Parent),
            [ParentIdCell] = row.Parent?.InstanceId,
            [OpenCell] = !row.IsFinal,
        };
        await table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellation);
    }

    public Task DeleteAsync(string instanceId, CancellationToken cancellation) =>
        table.DeleteEntityAsync(TableKey.Instances, TableKey.Of(instanceId), ETag.All, cancellation);

    /// <summary>The instances that have not ended, for going on with them at a start.</summary>
    public IAsyncEnumerable<InstanceRow> ReadOpenAsync(CancellationToken cancellation) =>
        ReadAllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.Instances} and Open eq true"), cancellation);

    /// <summary>The sub-orchestrations of an instance.</summary>
    public IAsyncEnumerable<InstanceRow> ReadChildrenAsync(string instanceId, CancellationToken cancellation) =>
        ReadAllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.Instances} and ParentId eq {instanceId}"), cancellation);

    /// <summary>One page of those that a query names, ordered by id.</summary>
    public async Task<Microsoft.DurableTask.Page<InstanceRow>> ReadPageAsync(
        OrchestrationQuery query, string? continuation, int size, CancellationToken cancellation)
    {
        string from = continuation ?? TableKey.Of(query.InstanceIdPrefix ?? string.Empty);
        List<InstanceRow> found = [];
        string filter = continuation is null
            ? TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.Instances} and RowKey ge {from}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.Instances} and RowKey gt {from}");
        await foreach (TableEntity entity in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            InstanceRow row = await ToRowAsync(entity, query.FetchInputsAndOutputs, cancellation);
            if (!row.InstanceId.StartsWith(query.InstanceIdPrefix ?? string.Empty, StringComparison.Ordinal))
            {
                break;
            }

            if (Matches(query, row))
            {
                found.Add(row);
            }

            if (found.Count == size)
            {
                return new(found, entity.RowKey);
            }
        }

        return new(found);
    }

    private static bool Matches(OrchestrationQuery query, InstanceRow row) =>
        !(row.CreatedAt < query.CreatedFrom) && !(row.CreatedAt > query.CreatedTo)
        && (query.Statuses is null || !query.Statuses.Any() || query.Statuses.Contains(row.Status));

    private async IAsyncEnumerable<InstanceRow> ReadAllAsync(string filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (TableEntity entity in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            yield return await ToRowAsync(entity, withPayloads: true, cancellation);
        }
    }

    private async Task<InstanceRow> ToRowAsync(TableEntity entity, bool withPayloads, CancellationToken cancellation)
    {
        Task<string?> Text(string cell) => withPayloads
            ? payloads.FromCellAsync(entity.GetString(cell), cancellation)
            : Task.FromResult<string?>(null);
        string? failure = await Text(FailureCell);
        string? parent = entity.GetString(ParentCell);
        return new InstanceRow
        {
            InstanceId = entity.GetString(nameof(InstanceRow.InstanceId)),
            Name = entity.GetString(nameof(InstanceRow.Name)),
            ExecutionId = entity.GetString(nameof(InstanceRow.ExecutionId)),
            Status = Enum.Parse<OrchestrationRuntimeStatus>(entity.GetString(nameof(InstanceRow.Status))),
            CreatedAt = entity.GetDateTimeOffset(nameof(InstanceRow.CreatedAt))!.Value,
            UpdatedAt = entity.GetDateTimeOffset(nameof(InstanceRow.UpdatedAt))!.Value,
            StartAt = entity.GetDateTimeOffset(nameof(InstanceRow.StartAt)),
            Input = await Text(nameof(InstanceRow.Input)),
            Output = await Text(nameof(InstanceRow.Output)),
            CustomStatus = await Text(nameof(InstanceRow.CustomStatus)),
            Failure = failure is null ? null : JsonSerializer.Deserialize<TaskFailureDetails>(failure),
            Parent = parent is null ? null : JsonSerializer.Deserialize<ParentLink>(parent),
        };
    }
}
