using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFunctions.App.Runs.Starting;

namespace PerfFunctions.App.Triggers;

/// <summary>Works on the deliveries that a process has answered and then left behind.</summary>
public sealed class InboxTimer(DeliveryInbox inbox)
{
    /// <summary>Looks once a minute.</summary>
    [Function(nameof(InboxTimer))]
    public Task RunAsync([TimerTrigger("30 */1 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken) =>
        inbox.StartWaitingAsync(durable, cancellationToken);
}
