namespace Microsoft.DurableTask;

/// <summary>Says whether a failed task is tried again.</summary>
/// <param name="retryContext">What failed and how often.</param>
public delegate bool RetryHandler(RetryContext retryContext);
