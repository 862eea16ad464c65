namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function is told.</summary>
public class TimerInfo
{
    /// <summary>The kept schedule; null without a monitor and for schedules under a minute.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this start makes up for one that was missed.</summary>
    public bool IsPastDue { get; set; }
}
