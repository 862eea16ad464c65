using Microsoft.Extensions.Logging;

namespace PerfFunctions.LocalHost.Hosting;

/// <summary>All that the local host says, in one form.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Task hub {Hub} is ready: {Open} orchestrations go on.")]
    public static partial void HubReady(this ILogger logger, string hub, int open);

    [LoggerMessage(2, LogLevel.Warning, "Task hub {Hub} was left by process {Pid} on {Machine} without a word; it is taken over.")]
    public static partial void HubTakenOver(this ILogger logger, string hub, int pid, string machine);

    [LoggerMessage(3, LogLevel.Critical, "Task hub {Hub} was lost to another process; this one stops.")]
    public static partial void HubLost(this ILogger logger, string hub);

    [LoggerMessage(4, LogLevel.Error, "Storage failed orchestration {InstanceId}; it is tried again in {Pause}.")]
    public static partial void StorageFailed(this ILogger logger, Exception problem, string instanceId, TimeSpan pause);

    [LoggerMessage(5, LogLevel.Error, "Activity {Activity} of orchestration {InstanceId} failed.")]
    public static partial void ActivityFailed(this ILogger logger, Exception problem, string activity, string instanceId);

    [LoggerMessage(6, LogLevel.Error, "Orchestration {InstanceId} failed: {Failure}")]
    public static partial void OrchestrationFailed(this ILogger logger, string instanceId, string failure);

    [LoggerMessage(7, LogLevel.Warning, "Event {Event} to orchestration {InstanceId} is dropped: it is not under way.")]
    public static partial void EventDropped(this ILogger logger, string @event, string instanceId);

    [LoggerMessage(8, LogLevel.Warning, "Some activities did not stop in time; they run again at the next start.")]
    public static partial void ActivitiesLeft(this ILogger logger);

    [LoggerMessage(9, LogLevel.Error, "Function {Function} failed.")]
    public static partial void FunctionFailed(this ILogger logger, Exception problem, string function);

    [LoggerMessage(10, LogLevel.Information, "Function {Function} runs next at {Next:u}.")]
    public static partial void TimerNext(this ILogger logger, string function, DateTimeOffset next);

    [LoggerMessage(11, LogLevel.Information, "Function {Function} answers {Methods} {Route}.")]
    public static partial void RouteMapped(this ILogger logger, string function, string methods, string route);

    [LoggerMessage(12, LogLevel.Warning, "The heartbeat of task hub {Hub} failed; it is tried again.")]
    public static partial void HeartbeatFailed(this ILogger logger, Exception problem, string hub);

    [LoggerMessage(13, LogLevel.Critical, "Orchestration {InstanceId} cannot go on in this process; the next start tries again.")]
    public static partial void LoopFailed(this ILogger logger, Exception problem, string instanceId);
}
