namespace Microsoft.DurableTask;

/// <summary>Says whether a failed task is tried again; it may wait on durable timers in between.</summary>
/// <param name="retryContext">What failed and how often.</param>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
