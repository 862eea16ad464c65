namespace Microsoft.DurableTask.Client;

/// <summary>Which ended orchestrations to purge.</summary>
/// <param name="CreatedFrom">Scheduled at this time or later.</param>
/// <param name="CreatedTo">Scheduled at this time or earlier.</param>
/// <param name="Statuses">In one of these states; any final one if null.</param>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null);
