namespace Microsoft.DurableTask.Client;

/// <summary>Which orchestrations to list.</summary>
/// <param name="CreatedFrom">Scheduled at this time or later.</param>
/// <param name="CreatedTo">Scheduled at this time or earlier.</param>
/// <param name="Statuses">In one of these states; any if null.</param>
/// <param name="TaskHubNames">Not used here: a process has one hub.</param>
/// <param name="InstanceIdPrefix">How their ids begin.</param>
/// <param name="PageSize">How many a page holds.</param>
/// <param name="FetchInputsAndOutputs">Whether inputs, outputs and custom states are read too.</param>
/// <param name="ContinuationToken">Where to go on.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    /// <summary>How many a page holds if nothing is said.</summary>
    public const int DefaultPageSize = 100;
}
