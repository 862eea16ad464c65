using Microsoft.Azure.Functions.Worker;

namespace PerfFunctions.Host.TestApp;

/// <summary>Functions that the clock starts.</summary>
public sealed class TimerFunctions(Journal journal)
{
    /// <summary>Fails each second; has no schedule to keep.</summary>
    [Function(nameof(EverySecond))]
    public void EverySecond([TimerTrigger("* * * * * *", UseMonitor = false)] TimerInfo timer)
    {
        journal.Write($"every second {timer.ScheduleStatus is null}");
        throw new InvalidOperationException("which does not end the timer");
    }

    /// <summary>Runs each night, and when a night was missed.</summary>
    [Function(nameof(Nightly))]
    public void Nightly([TimerTrigger("%Nightly%")] TimerInfo timer) => journal.Write($"nightly {timer.IsPastDue}");
}
