namespace Microsoft.DurableTask;

/// <summary>An activity or a sub-orchestration has failed.</summary>
public sealed class TaskFailedException : Exception
{
    /// <summary>From the failure as data.</summary>
    /// <param name="taskName">The activity or sub-orchestrator.</param>
    /// <param name="taskId">The number of the call within the orchestration.</param>
    /// <param name="failureDetails">Why it failed.</param>
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base($"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {failureDetails.ErrorMessage}")
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    /// <summary>From an exception.</summary>
    /// <param name="taskName">The activity or sub-orchestrator.</param>
    /// <param name="taskId">The number of the call within the orchestration.</param>
    /// <param name="innerException">Why it failed.</param>
    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : base($"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {innerException.Message}", innerException)
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = TaskFailureDetails.FromException(innerException);
    }

    /// <summary>The activity or sub-orchestrator.</summary>
    public string TaskName { get; }

    /// <summary>The number of the call within the orchestration.</summary>
    public int TaskId { get; }

    /// <summary>Why it failed.</summary>
    public TaskFailureDetails FailureDetails { get; }
}
