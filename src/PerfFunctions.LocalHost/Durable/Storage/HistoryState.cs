namespace PerfFunctions.LocalHost.Durable.Storage;

/// <summary>
/// How much of a history counts. It is written in the same transaction as the last rows it counts, so an episode is
/// seen whole or not at all; rows beyond it are leftovers of a crash and are written over.
/// </summary>
/// <param name="ExecutionId">The run.</param>
/// <param name="Generation">How often it has continued as new.</param>
/// <param name="Count">How many events have been worked in.</param>
/// <param name="Waiting">How many follow that begin the next episode (after continue-as-new).</param>
/// <param name="InboxSeen">The last message taken from the inbox.</param>
internal sealed record HistoryState(string ExecutionId, int Generation, int Count, int Waiting, long InboxSeen);
