using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using NCrontab;
using PerfFunctions.LocalHost.Functions;

namespace PerfFunctions.LocalHost.Timers;

/// <summary>When a timer function runs (UTC).</summary>
internal sealed class TimerSchedule
{
    private static readonly TimeSpan ShortestMonitored = TimeSpan.FromMinutes(1);

    private readonly CrontabSchedule _schedule;

    private TimerSchedule(CrontabSchedule schedule)
    {
        _schedule = schedule;
    }

    /// <summary>The schedule of a function; <c>%Name%</c> is looked up in the configuration.</summary>
    /// <exception cref="InvalidOperationException">The expression is none, or the setting is missing.</exception>
    public static TimerSchedule Read(FunctionEntry function, IConfiguration configuration)
    {
        string written = ((TimerTriggerAttribute)function.Trigger).Schedule;
        string expression = written is ['%', .., '%']
            ? configuration[written.Trim('%')] ?? throw new InvalidOperationException(
                $"The schedule of function '{function.Name}' is the setting '{written.Trim('%')}', which is not set.")
            : written;
        bool seconds = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6;
        return CrontabSchedule.TryParse(expression, new() { IncludingSeconds = seconds }) is { } schedule
            ? new(schedule)
            : throw new InvalidOperationException($"The schedule '{expression}' of function '{function.Name}' is no NCRONTAB expression.");
    }

    public DateTimeOffset Next(DateTimeOffset after) => new(_schedule.GetNextOccurrence(after.UtcDateTime), TimeSpan.Zero);

    /// <summary>A schedule under a minute is not kept: too much writing for too little.</summary>
    public bool IsWorthKeeping(DateTimeOffset now)
    {
        DateTimeOffset next = Next(now);
        return Next(next) - next >= ShortestMonitored;
    }
}
