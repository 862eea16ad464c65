using PerfFunctions.LocalHost.Durable.History;

namespace PerfFunctions.LocalHost.Durable.Hub;

/// <summary>Something for an orchestration to take in.</summary>
/// <param name="Event">What happened.</param>
/// <param name="InboxSequence">Its place in the inbox; null if it does not stand there.</param>
/// <param name="For">The generation it is meant for; null for any.</param>
internal sealed record Mail(HistoryEvent Event, long? InboxSequence = null, Execution.RunIdentity? For = null);
