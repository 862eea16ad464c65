using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads <c>arrivals:</c>, one stage or a list of them.</summary>
internal static class ArrivalsReader
{
    private const string Stages =
        "{ rate: 50/s, for: 2m }, { from: 10/s, to: 200/s, over: 1m }, { from: 10/s, to: 100/s, steps: 10, each: 30s }, " +
        "{ replay: [10/s, 12/s], each: 1m }, or a list of these";

    private const int MinDefaultInFlight = 100;
    private const int MaxDefaultInFlight = 20_000;
    private const int DefaultSecondsInFlight = 10;

    /// <summary>The stages with steps and replays expanded; null if a problem was reported.</summary>
    public static IReadOnlyList<RateStage>? Read(Field field)
    {
        IReadOnlyList<Field> fields = field.Node is ListNode ? field.Items(PlanLimits.Stages, Stages) ?? [] : [field];
        List<RateStage> stages = [];
        bool isWhole = fields.Count > 0;
        foreach (Field item in fields)
        {
            IReadOnlyList<RateStage>? read = ReadStage(item);
            stages.AddRange(read ?? []);
            isWhole &= read is not null;
        }

        if (!isWhole)
        {
            return null;
        }

        if (stages.All(s => s is { From: <= 0, To: <= 0 }))
        {
            field.Refuse("the rate is always 0", "a rate above 0/s in at least one stage");
        }

        if (stages.Count > PlanLimits.Rates)
        {
            field.Refuse($"the stages have {stages.Count} rates in total", $"at most {PlanLimits.Rates}");
            return null;
        }

        return stages;
    }

    /// <summary>Iterations in progress at once when the plan does not say: ten seconds' worth of the highest rate.</summary>
    public static int DefaultInFlight(IReadOnlyList<RateStage> stages)
    {
        double peak = stages.Max(s => Math.Max(s.From, s.To));
        return (int)Math.Clamp(Math.Ceiling(DefaultSecondsInFlight * peak), MinDefaultInFlight, MaxDefaultInFlight);
    }

    private static IReadOnlyList<RateStage>? ReadStage(Field field)
    {
        if (field.Map(PlanKeys.Stage) is not { } map)
        {
            return null;
        }

        string[] form = FormOf(map);
        if (map.Present(PlanKeys.Stage.Except(form)).Count > 0)
        {
            map.Refuse("a stage must be either constant, a ramp, steps or a replay", Stages);
            return null;
        }

        return form switch
        {
            ["replay", ..] => ReadReplay(map),
            ["steps", ..] => ReadSteps(map),
            ["over", ..] => ReadLine(map, "from", "to", "over"),
            _ => ReadLine(map, "rate", "rate", "for"),
        };
    }

    // The first key of each form is the one that only it has.
    private static string[] FormOf(MapField map) =>
        map.Get("replay") is not null ? ["replay", "each"]
        : map.Present("steps", "each").Count > 0 ? ["steps", "from", "to", "each"]
        : map.Present("from", "to", "over").Count > 0 ? ["over", "from", "to"]
        : ["rate", "for"];

    private static IReadOnlyList<RateStage>? ReadLine(MapField map, string fromKey, string toKey, string lengthKey)
    {
        double? from = map.Require(fromKey, Stages)?.Rate();
        double? to = toKey == fromKey ? from : map.Require(toKey, Stages)?.Rate();
        TimeSpan? length = map.Require(lengthKey, Stages)?.Duration(PlanLimits.ScenarioLength);
        return from is null || to is null || length is null ? null : [new RateStage(from.Value, to.Value, length.Value)];
    }

    private static IReadOnlyList<RateStage>? ReadSteps(MapField map)
    {
        double? from = map.Require("from", Stages)?.Rate();
        double? to = map.Require("to", Stages)?.Rate();
        int? steps = map.Require("steps", "the number of steps, from 2")?.Whole(2, PlanLimits.Rates);
        TimeSpan? each = map.Require("each", Stages)?.Duration(PlanLimits.ScenarioLength);
        if (from is not { } first || to is not { } last || steps is not { } count || each is not { } length)
        {
            return null;
        }

        double RateOf(int step) => step == count - 1 ? last : first + ((last - first) * step / (count - 1));
        return [.. Enumerable.Range(0, count).Select(i => new RateStage(RateOf(i), RateOf(i), length))];
    }

    private static IReadOnlyList<RateStage>? ReadReplay(MapField map)
    {
        IReadOnlyList<Field>? rates = map.Get("replay")!.Items(PlanLimits.Rates, "a list of rates, such as [10/s, 12/s]");
        double?[] read = [.. (rates ?? []).Select(r => r.Rate())];
        TimeSpan? each = map.Require("each", Stages)?.Duration(PlanLimits.ScenarioLength);
        return rates is null || each is not { } length || read.Contains(null)
            ? null
            : [.. read.Select(r => new RateStage(r!.Value, r.Value, length))];
    }
}
