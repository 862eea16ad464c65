using NCrontab;

namespace PerfFunctions.App.Plans;

/// <summary>When the schedules of stored plans are due; in UTC.</summary>
internal static class ScheduleTimes
{
    private static readonly CrontabSchedule.ParseOptions SixFields = new() { IncludingSeconds = true };

    extension(StoredPlan plan)
    {
        /// <summary>The last time that passed since the schedule was last looked at; null for none.</summary>
        /// <exception cref="CrontabException">What is stored is not a schedule.</exception>
        public DateTimeOffset? DueAt(DateTimeOffset now)
        {
            if (plan.Schedule is null)
            {
                return null;
            }

            var schedule = CrontabSchedule.Parse(plan.Schedule, SixFields);
            DateTime last = schedule.GetNextOccurrences(plan.CheckedUntil.UtcDateTime, now.UtcDateTime.AddTicks(1)).LastOrDefault();
            return last == default ? null : new DateTimeOffset(last, TimeSpan.Zero);
        }

        /// <summary>The plan with its next time, which is in the future.</summary>
        public StoredPlan WithNextRun(DateTimeOffset now) =>
            plan.Schedule is not null && CrontabSchedule.TryParse(plan.Schedule, SixFields) is { } schedule
                ? plan with { NextRunAt = new DateTimeOffset(schedule.GetNextOccurrence(now.UtcDateTime), TimeSpan.Zero) }
                : plan;
    }
}
