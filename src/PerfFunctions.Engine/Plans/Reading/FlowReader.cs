namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>Reads <c>flow:</c>, step by step, and knows which variables are set at each.</summary>
internal static class FlowReader
{
    private const string StepAllowed = "exactly one of get, post, put, delete, pause";

    public static IReadOnlyList<FlowStep> Read(Field field, IEnumerable<string> variables)
    {
        IReadOnlyList<Field>? items = field.Items(PlanLimits.Steps, "a list of steps, such as - get: /");
        if (items is null)
        {
            return [];
        }

        VariableScope scope = new(variables, CapturedNames(items));
        List<FlowStep> steps = [];
        bool hasRequest = false;
        foreach (Field item in items)
        {
            hasRequest |= item.Node is not MapNode map || map.Entries.Any(e => e.Key != "pause");
            if (ReadStep(item, scope) is { } step)
            {
                steps.Add(step);
            }
        }

        if (!hasRequest)
        {
            field.Refuse("the flow sends no request", "at least one of get, post, put, delete");
        }

        return steps;
    }

    private static FlowStep? ReadStep(Field item, VariableScope scope)
    {
        if (item.Map(PlanKeys.Step) is not { } map)
        {
            return null;
        }

        IReadOnlyList<string> kinds = map.Present([.. PlanKeys.Methods, "pause"]);
        if (kinds.Count != 1)
        {
            map.Refuse(
                kinds.Count == 0 ? "the step does nothing" : $"the step does {kinds.Count} things: {string.Join(", ", kinds)}",
                StepAllowed);
            return null;
        }

        return kinds[0] == "pause" ? ReadPause(map) : HttpStepReader.Read(map, kinds[0], scope);
    }

    private static PauseStep? ReadPause(MapField map)
    {
        foreach (string key in map.Present(PlanKeys.Step.Where(k => k != "pause")))
        {
            map.Get(key)!.Refuse($"'{key}' does not belong to a pause", "pause alone");
        }

        return map.Get("pause")!.Duration(PlanLimits.StepLength) is { } length ? new PauseStep(length) : null;
    }

    private static HashSet<string> CapturedNames(IReadOnlyList<Field> items) =>
        [.. items.Select(i => i.Node).OfType<MapNode>().SelectMany(m => m.Entries)
            .Where(e => e.Key == "capture").Select(e => e.Value).OfType<MapNode>()
            .SelectMany(m => m.Entries).Select(e => e.Key)];
}
