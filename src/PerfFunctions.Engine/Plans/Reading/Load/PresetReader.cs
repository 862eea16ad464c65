using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Expands a <c>preset:</c> with its <c>rate:</c> and <c>for:</c>.</summary>
internal static class PresetReader
{
    /// <summary>The expanded preset; null if a problem was reported.</summary>
    public static ArrivalModel? Read(MapField scenario, LoadPreset? choice)
    {
        double? rate = choice == LoadPreset.Smoke && scenario.Get("rate") is null
            ? Presets.SmokeRate
            : scenario.Require("rate", "the rate of the preset, such as 50/s")?.Rate();
        TimeSpan? length = scenario.Get("for") is { } given ? ReadLength(given) : choice is { } c ? Presets.DefaultLength(c) : null;
        if (choice is not { } preset)
        {
            return null;
        }

        if (preset == LoadPreset.Breakpoint)
        {
            scenario.Require("until", "the condition that ends the ramp, such as until: errors > 1% for 10s");
        }

        if (rate is not { } perSecond || length is not { } total)
        {
            return null;
        }

        IReadOnlyList<RateStage> stages = Presets.Expand(preset, perSecond, total);
        double peak = stages.Max(s => s.To);
        if (peak is <= 0 or > PlanLimits.RateOrUsers)
        {
            scenario.Get("rate")!.Refuse(
                peak <= 0 ? "the rate is always 0" : $"the preset peaks at {peak:0}/s",
                $"a rate above 0/s, with a peak of at most {PlanLimits.RateOrUsers}/s");
            return null;
        }

        return new ArrivalModel(stages, 0);
    }

    /// <summary>Refuses the keys of a preset where there is none.</summary>
    public static void RefuseKeys(MapField scenario)
    {
        foreach (string key in scenario.Present("rate", "for"))
        {
            scenario.Get(key)!.Refuse(
                $"'{key}' is only valid next to a preset, or inside arrivals or users", "preset: load, or arrivals: { rate: 50/s, for: 2m }");
        }
    }

    private static TimeSpan? ReadLength(Field field)
    {
        TimeSpan? length = field.Duration(PlanLimits.ScenarioLength);
        if (length < PlanLimits.PresetLength)
        {
            field.Refuse("the duration is too short for a preset", $"at least {Units.Durations.Format(PlanLimits.PresetLength)}");
            return null;
        }

        return length;
    }
}
