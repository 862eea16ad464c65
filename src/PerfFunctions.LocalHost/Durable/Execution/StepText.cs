using PerfFunctions.LocalHost.Durable.History;

namespace PerfFunctions.LocalHost.Durable.Execution;

/// <summary>Compares the steps of the history with those of the code, and says how they differ.</summary>
internal static class StepText
{
    /// <summary>Whether both ask for the same kind of thing by the same name; inputs may differ.</summary>
    public static bool IsSame(StepEvent asked, StepEvent recorded) => (asked, recorded) switch
    {
        (TaskScheduled a, TaskScheduled b) => Same(a.Name, b.Name),
        (SubOrchestrationCreated a, SubOrchestrationCreated b) => Same(a.Name, b.Name) && a.InstanceId == b.InstanceId,
        (EventSent a, EventSent b) => Same(a.Name, b.Name) && a.InstanceId == b.InstanceId,
        _ => asked.GetType() == recorded.GetType(),
    };

    public static string Difference(int step, HistoryEvent? recorded, HistoryEvent? asked) =>
        $"step {step}: history has {Text(recorded)}, the code now {(asked is null ? "asks for nothing" : "calls " + Text(asked))}."
        + " An orchestrator must do the same on each replay: was it changed while instances were under way,"
        + " or does it depend on the clock, randomness or other outside state?";

    private static string Text(HistoryEvent? step) => step switch
    {
        null => "nothing",
        TaskScheduled activity => $"activity '{activity.Name}'",
        SubOrchestrationCreated sub => $"sub-orchestrator '{sub.Name}' as '{sub.InstanceId}'",
        EventSent sent => $"event '{sent.Name}' to '{sent.InstanceId}'",
        TimerCreated => "a timer",
        TimerFired => "the end of a timer",
        TaskFailed => "a failure",
        _ => "a result",
    };

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
