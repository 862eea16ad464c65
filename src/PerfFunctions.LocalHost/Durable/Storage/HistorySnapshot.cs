using PerfFunctions.LocalHost.Durable.History;

namespace PerfFunctions.LocalHost.Durable.Storage;

/// <summary>All that storage knows of a run.</summary>
internal sealed record HistorySnapshot(
    HistoryState State,
    IReadOnlyList<HistoryEvent> Past,
    IReadOnlyList<HistoryEvent> Waiting,
    IReadOnlyList<InboxMessage> Inbox);

/// <summary>A message that was acknowledged to its sender and not taken yet.</summary>
internal sealed record InboxMessage(long Sequence, HistoryEvent Event);
