using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads how iterations are started: by <c>arrivals:</c>, <c>users:</c>, a <c>preset:</c>, or a <c>weight:</c>.</summary>
internal static class LoadModelReader
{
    /// <summary>The load of a scenario; null if a problem was reported.</summary>
    public static LoadModel? Read(MapField scenario, ScenarioDraft draft, SharedLoad? shared)
    {
        if (scenario.Present(ScenarioKeys.Models) is not [string way])
        {
            return null;
        }

        if (way != "preset")
        {
            PresetReader.RefuseKeys(scenario);
        }

        Field field = scenario.Get(way)!;
        LoadModel? model = way switch
        {
            "preset" => PresetReader.Read(scenario, draft.Preset),
            "weight" => shared is null ? RefuseWeight(field) : shared.Part(field, draft.Name),
            _ => draft.Model,
        };
        return model is null ? null : Finish(scenario, field, model, draft.InFlight);
    }

    /// <summary>Iterations that a model plans over its whole length; zero when it is for the users to say.</summary>
    public static double Arrivals(LoadModel model) => model switch
    {
        ArrivalModel open => open.Stages.Sum(s => (s.From + s.To) / 2 * s.Over.TotalSeconds),
        IterationModel iterations => iterations.Total,
        _ => 0,
    };

    private static LoadModel Finish(MapField scenario, Field field, LoadModel model, int? inFlight)
    {
        if (model.Duration > PlanLimits.ScenarioLength)
        {
            field.Refuse("the total duration of the stages is too long",
                $"at most {Units.Durations.Format(PlanLimits.ScenarioLength)}");
        }

        if (model is ArrivalModel open)
        {
            return open with { InFlight = inFlight ?? ArrivalsReader.DefaultInFlight(open.Stages) };
        }

        scenario.Get("inFlight")?.Refuse("'inFlight' only applies to arrivals; users never exceed their count", ScenarioKeys.ModelsAllowed);
        scenario.Get("until")?.Refuse("'until' only applies to arrivals: it finds the rate that the target cannot sustain", "arrivals or a preset");
        return model;
    }

    private static LoadModel? RefuseWeight(Field field)
    {
        field.Refuse("there is no load to divide by weight", "arrivals or users at the top level of the plan");
        return null;
    }
}
