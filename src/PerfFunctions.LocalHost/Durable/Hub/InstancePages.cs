using System.Runtime.CompilerServices;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PerfFunctions.LocalHost.Durable.Storage;

namespace PerfFunctions.LocalHost.Durable.Hub;

/// <summary>The answer to a query, page by page.</summary>
internal sealed class InstancePages(InstanceStore instances, OrchestrationQuery query) : AsyncPageable<OrchestrationMetadata>
{
    public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        ReadAsync(continuationToken ?? query.ContinuationToken, pageSizeHint ?? query.PageSize);

    private async IAsyncEnumerable<Page<OrchestrationMetadata>> ReadAsync(
        string? continuation, int size, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        do
        {
            Page<InstanceRow> page = await instances.ReadPageAsync(query, continuation, size, cancellation);
            continuation = page.ContinuationToken;
            yield return new([.. page.Values.Select(row => row.ToMetadata(query.FetchInputsAndOutputs))], continuation);
        }
        while (continuation is not null);
    }
}
