namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>Reads <c>load:</c>.</summary>
internal static class ScenarioReader
{
    public static IReadOnlyList<Scenario> ReadAll(Field field)
    {
        IReadOnlyList<NamedField>? entries =
            field.Entries(PlanLimits.Scenarios, "scenarios by name, each with arrivals or users, and a flow");
        if (entries is { Count: 0 })
        {
            field.Refuse("there is no scenario in it", "at least one scenario");
        }

        List<Scenario> scenarios = [.. (entries ?? []).Select(Read).OfType<Scenario>()];
        if (scenarios.Sum(s => LoadModelReader.Arrivals(s.Model)) > PlanLimits.Arrivals)
        {
            field.Refuse("the scenarios come to too many arrivals", $"at most {PlanLimits.Arrivals:0} in one plan");
        }

        return scenarios;
    }

    private static Scenario? Read(NamedField entry)
    {
        SubjectNames.Check(entry, []);
        if (entry.Value.Map(PlanKeys.Scenario) is not { } map)
        {
            return null;
        }

        LoadModel? model = LoadModelReader.Read(map);
        IReadOnlyDictionary<string, IReadOnlyList<string>> variables =
            map.Get("variables") is { } field ? VariablesReader.Read(field) : new Dictionary<string, IReadOnlyList<string>>();
        IReadOnlyList<FlowStep> flow =
            map.Require("flow", "a list of steps, such as - get: /") is { } steps ? FlowReader.Read(steps, variables.Keys) : [];
        return model is null ? null : new Scenario { Name = entry.Name, Model = model, Flow = flow, Variables = variables };
    }
}
