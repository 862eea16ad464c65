namespace PerfFunctions.LocalHost.Durable.History;

/// <summary>Which call of which generation of which orchestration a sub-orchestration answers.</summary>
internal sealed record ParentLink(string InstanceId, string Name, string ExecutionId, int Generation, int TaskId);
