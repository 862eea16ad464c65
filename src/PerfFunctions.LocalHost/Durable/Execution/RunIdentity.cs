namespace PerfFunctions.LocalHost.Durable.Execution;

/// <summary>Which generation of which run of which instance.</summary>
internal sealed record RunIdentity(string InstanceId, string ExecutionId, int Generation);
