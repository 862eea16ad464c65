using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads how iterations are started: by <c>arrivals:</c>, <c>users:</c>, a <c>preset:</c>, or a <c>weight:</c>.</summary>
internal static class LoadModelReader
{
    private const string Models =
        "arrivals: { rate: 50/s, for: 2m }, users: { count: 20, for: 2m }, preset: load with rate: 50/s, " +
        "or weight: 3 together with arrivals or users of the plan";

    private static readonly string[] Ways = ["arrivals", "users", "preset", "weight"];

    /// <summary>The load of a scenario; null if a problem was reported.</summary>
    public static ScenarioLoad? Read(MapField scenario, string name, SharedLoad? shared)
    {
        int? inFlight = scenario.Get("inFlight")?.Whole(1, PlanLimits.RateOrUsers);
        IReadOnlyList<string> ways = scenario.Present(Ways);
        if (ways.Count != 1)
        {
            scenario.Refuse(
                ways.Count == 0 ? "the scenario has neither 'arrivals' nor 'users', 'preset' or 'weight'"
                    : $"the scenario has both '{ways[0]}' and '{ways[1]}'",
                Models);
            return null;
        }

        Field field = scenario.Get(ways[0])!;
        ScenarioLoad? load = ways[0] switch
        {
            "arrivals" => ArrivalsReader.Read(field) is { } stages ? new ScenarioLoad(new ArrivalModel(stages, 0)) : null,
            "users" => UsersReader.Read(field) is { } users ? new ScenarioLoad(users) : null,
            "preset" => PresetReader.Read(scenario, field),
            _ => shared is null ? RefuseWeight(field) : shared.Part(field, name) is { } part ? new ScenarioLoad(part) : null,
        };
        if (ways[0] != "preset")
        {
            PresetReader.RefuseKeys(scenario);
        }

        return load is null ? null : load with { Model = Finish(scenario, load.Model, inFlight) };
    }

    /// <summary>Iterations that a model plans over its whole length; zero when it is for the users to say.</summary>
    public static double Arrivals(LoadModel model) => model switch
    {
        ArrivalModel open => open.Stages.Sum(s => (s.From + s.To) / 2 * s.Over.TotalSeconds),
        IterationModel iterations => iterations.Total,
        _ => 0,
    };

    private static LoadModel Finish(MapField scenario, LoadModel model, int? inFlight)
    {
        if (model.Duration > PlanLimits.ScenarioLength)
        {
            Field field = scenario.Get(scenario.Present(Ways)[0])!;
            field.Refuse("the total duration of the stages is too long",
                $"at most {Units.Durations.Format(PlanLimits.ScenarioLength)}");
        }

        if (model is ArrivalModel open)
        {
            return open with { InFlight = inFlight ?? ArrivalsReader.DefaultInFlight(open.Stages) };
        }

        scenario.Get("inFlight")?.Refuse("'inFlight' only applies to arrivals; users never exceed their count", Models);
        scenario.Get("until")?.Refuse("'until' only applies to arrivals: it finds the rate that the target cannot sustain", "arrivals or a preset");
        return model;
    }

    private static ScenarioLoad? RefuseWeight(Field field)
    {
        field.Refuse("there is no load to divide by weight", "arrivals or users at the top level of the plan");
        return null;
    }
}

/// <summary>What a scenario says of its load.</summary>
/// <param name="Model">How iterations are started.</param>
/// <param name="Preset">Where it was expanded from.</param>
internal sealed record ScenarioLoad(LoadModel Model, LoadPreset? Preset = null);
