using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Budgets;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads <c>load:</c>.</summary>
/// <param name="scope">Feeds and secrets.</param>
/// <param name="http">Settings for all scenarios.</param>
/// <param name="functions">Functions of scripts; null for none.</param>
/// <param name="shared">The load that scenarios with a weight divide; null for none.</param>
/// <param name="given">Names that the setup has set.</param>
internal sealed class ScenarioReader(
    PlanScope scope, HttpSettings http, PlanScript? functions, SharedLoad? shared, IReadOnlyCollection<string> given)
{
    /// <summary>The scenarios; one without a load model is reported and omitted.</summary>
    public IReadOnlyList<Scenario> ReadAll(Field field)
    {
        IReadOnlyList<NamedField>? entries =
            field.Entries(PlanLimits.Scenarios, "scenarios by name, each with arrivals or users, and a flow");
        if (entries is { Count: 0 })
        {
            field.Refuse("there are no scenarios", "at least one scenario");
        }

        List<Scenario> scenarios = [.. (entries ?? []).Select(Read).OfType<Scenario>()];
        if (scenarios.Sum(s => LoadModelReader.Arrivals(s.Model)) > PlanLimits.Arrivals)
        {
            field.Refuse("the scenarios have too many arrivals or iterations in total",
                $"at most {PlanLimits.Arrivals} in one plan");
        }

        return scenarios;
    }

    private Scenario? Read(NamedField entry)
    {
        SubjectNames.Check(entry, []);
        if (entry.Value.Map(ScenarioKeys.Map.Keys) is not { } map)
        {
            return null;
        }

        ScenarioDraft draft = ScenarioKeys.Map.Read(map, new ScenarioDraft(scope, entry.Name, given, http));
        FlowStep[] steps = [.. draft.Once, .. draft.Flow];
        if (steps.Length > 0)
        {
            Field flow = map.Get("flow") ?? map.Get("once")!;
            SeriesTitles.CheckCount(flow, ScenarioSeries.Of(steps));
            ProxyReader.CheckFlow(flow, draft.Http, steps);
        }

        LoadCondition? until = map.Get("until") is { } condition ? ConditionReader.ReadUntil(condition, entry.Name, steps) : null;
        return LoadModelReader.Read(map, draft, shared) is { } model ? ScenarioOf(map, draft, model) with { Until = until } : null;
    }

    private Scenario ScenarioOf(MapField map, ScenarioDraft draft, LoadModel model)
    {
        if (model.Duration <= PlanLimits.ScenarioLength && draft.Start + model.Duration > PlanLimits.ScenarioLength)
        {
            string longest = Durations.Format(PlanLimits.ScenarioLength);
            map.Get("start")!.Refuse("the scenario ends too late", $"an end at most {longest} after the common start");
        }

        return new Scenario
        {
            Name = draft.Name,
            Model = UserKeys.WithRampUp(map, model),
            Preset = draft.Preset,
            Start = draft.Start,
            Http = draft.Http,
            OnFailure = draft.OnFailure,
            PauseBetween = draft.PauseBetween,
            Pace = UserKeys.ReadPace(map, model),
            MaxRate = UserKeys.ReadRate(map, model),
            Once = draft.Once,
            Flow = draft.Flow,
            Variables = draft.Variables,
            Functions = functions,
        };
    }
}
