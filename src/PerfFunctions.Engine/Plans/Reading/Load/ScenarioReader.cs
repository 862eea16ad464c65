using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Budgets;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.Units;
using PerfFunctions.Engine.Values;

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
        if (entry.Value.Map(PlanKeys.Scenario) is not { } map)
        {
            return null;
        }

        TimeSpan start = map.Get("start")?.Duration(PlanLimits.ScenarioLength, orZero: true) ?? TimeSpan.Zero;
        ScenarioLoad? load = LoadModelReader.Read(map, entry.Name, shared);
        IReadOnlyDictionary<string, IReadOnlyList<Value>> variables =
            map.Get("variables") is { } field ? VariablesReader.Read(field) : new Dictionary<string, IReadOnlyList<Value>>();
        string[] set = [.. variables.Keys, .. given];
        HttpSettings settings = map.Get("http") is { } own
            ? HttpSettingsReader.Read(own, http, new VariableScope(scope, entry.Name, set))
            : http;
        VariableScope known = new(scope, entry.Name, set);
        IReadOnlyList<FlowStep> once = map.Get("once") is { } first ? FlowReader.Read(first, settings, captured => known = new(scope, entry.Name, set, captured)) : [];
        IReadOnlyList<FlowStep> flow = map.Require("flow", "a list of steps, such as - get: /") is { } body
            ? FlowReader.Read(body, settings, captured => new VariableScope(scope, entry.Name, known.Known, captured))
            : [];
        if (once.Count + flow.Count > 0)
        {
            Field steps = map.Get("flow") ?? map.Get("once")!;
            SeriesTitles.CheckCount(steps, ScenarioSeries.Of([.. once, .. flow]));
            ProxyReader.CheckFlow(steps, settings, [.. once, .. flow]);
        }

        if (load?.Model.Duration <= PlanLimits.ScenarioLength && start + load.Model.Duration > PlanLimits.ScenarioLength)
        {
            string longest = Durations.Format(PlanLimits.ScenarioLength);
            map.Get("start")!.Refuse("the scenario ends too late", $"an end at most {longest} after the common start");
        }

        FailureAction onFailure = map.Get("onFailure")?.Choice(HttpStepReader.FailureActions) ?? FailureAction.End;
        LoadCondition? until = map.Get("until") is { } condition ? ConditionReader.ReadUntil(condition, entry.Name, [.. once, .. flow]) : null;
        return load is null ? null : new Scenario
        {
            Name = entry.Name,
            Model = UserKeys.WithRampUp(map, load.Model),
            Preset = load.Preset,
            Start = start,
            Until = until,
            Http = settings,
            OnFailure = onFailure,
            PauseBetween = map.Get("pauseBetween") is { } pause ? PauseReader.Read(pause) : null,
            Pace = UserKeys.ReadPace(map, load.Model),
            MaxRate = UserKeys.ReadRate(map, load.Model),
            Once = once,
            Flow = flow,
            Variables = variables,
            Functions = functions,
        };
    }
}
