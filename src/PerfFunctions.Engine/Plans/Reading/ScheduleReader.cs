using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NCrontab;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Parameters;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>Declares and reads <c>schedule:</c>.</summary>
internal static partial class ScheduleReader
{
    private const string Allowed = "six fields: second minute hour day month weekday, in UTC, such as '0 0 3 * * *'";

    // Eight years from a leap year hold every date that a schedule can name.
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime End = Start.AddYears(8);

    /// <summary>A schedule.</summary>
    public static readonly MapGrammar<Schedule?> Map = new("schedule", "Schedule")
    {
        {
            "cron", Cron with { Required = Allowed },
            "Six fields, UTC: second minute hour day month weekday.", (_, v) => new Schedule(v)
        },
        { "profile", ProfileKeys.Name, "Profile of the scheduled runs.", (s, v) => s is null ? null : s with { Profile = v } },
    };

    private static ValueGrammar<string> Cron =>
        Of(new JsonObject { ["type"] = "string", ["examples"] = Names(["0 0 3 * * *"]) }, ReadCron);

    private static string? ReadCron(Field cron)
    {
        if (cron.Text(Allowed, PlanLimits.TextLength) is not { } text)
        {
            return null;
        }

        // The library overflows on long numbers, and no field has more than two digits.
        CrontabSchedule? parsed = LongNumber().IsMatch(text)
            ? null
            : CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        if (parsed is null)
        {
            cron.Refuse("this is not a schedule", Allowed);
        }
        else if (parsed.GetNextOccurrence(Start, End) >= End)
        {
            cron.Refuse("this schedule never fires", Allowed);
        }

        return text;
    }

    [GeneratedRegex("[0-9]{3}")]
    private static partial Regex LongNumber();
}
