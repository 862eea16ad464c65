namespace PerfFunctions.App.Runs;

/// <summary>The orchestrations of a run that are started or looked for from outside, and the ids of their instances.</summary>
public static class RunInstances
{
    /// <summary>Name of the orchestration that is the run.</summary>
    public const string Run = "PerfRun";

    /// <summary>Name of the orchestration that carries out a command of a person.</summary>
    public const string Command = "HandleCommand";

    /// <summary>Name of the orchestration that publishes a verdict.</summary>
    public const string Notification = "NotifyRun";

    /// <summary>Instance of the run's page audits.</summary>
    public static string AuditId(string runId) => $"{runId}-audit";

    /// <summary>Instance of the run's load.</summary>
    public static string LoadId(string runId) => $"{runId}-load";

    /// <summary>Instance of the chain of the load's slices 0, 2, 4 and so on.</summary>
    public static string EvenId(string runId) => $"{runId}-load-even";

    /// <summary>Instance of the chain of the load's slices 1, 3, 5 and so on.</summary>
    public static string OddId(string runId) => $"{runId}-load-odd";

    /// <summary>Instance of the command that asked for the run.</summary>
    public static string CommandId(string runId) => $"{runId}-command";

    /// <summary>Instance of the notifications of the run's end.</summary>
    public static string NotificationId(string runId) => $"{runId}-notifications";

    /// <summary>All of them: the host does not purge those of the phases with the run's, so a purge must know them.</summary>
    public static string[] AllIds(string runId) =>
        [CommandId(runId), NotificationId(runId), AuditId(runId), EvenId(runId), OddId(runId), LoadId(runId), runId];
}
