namespace Microsoft.Azure.Functions.Worker;

/// <summary>The kept schedule of a timer; times are UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The last start; <see langword="default"/> before the first.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next start as known when this was written.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this was written.</summary>
    public DateTime LastUpdated { get; set; }
}
