namespace Microsoft.DurableTask;

/// <summary>How an orchestration is started.</summary>
/// <param name="InstanceId">Its id; a generated one if null.</param>
/// <param name="StartAt">When it starts; at once if null.</param>
public record StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null);
