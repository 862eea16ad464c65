using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function by the clock.</summary>
/// <param name="schedule">A six-field NCRONTAB expression (seconds first, UTC), or <c>%Setting%</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>A six-field NCRONTAB expression (seconds first, UTC), or <c>%Setting%</c>.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Whether the function also runs when the host starts.</summary>
    public bool RunOnStartup { get; set; }

    /// <summary>Whether the schedule is kept in storage, so that a missed start is made up for. True by default.</summary>
    public bool UseMonitor { get; set; } = true;
}
