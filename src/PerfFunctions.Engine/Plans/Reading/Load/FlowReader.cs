using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads <c>flow:</c>, step by step, and knows which variables are set at each.</summary>
internal sealed class FlowReader
{
    private const string ListAllowed = "a list of steps, such as - get: /";
    private static readonly string[] Kinds = [.. PlanKeys.Methods, "pause", "group", "if", "repeat", "choose"];
    private static readonly string[] Nesting = ["then", "else", "do", "choose"];
    private int _steps;

    private FlowReader()
    {
    }

    /// <summary>The steps of a flow.</summary>
    /// <param name="field">The list.</param>
    /// <param name="scopeOf">Makes the scope of the first step from the names that the flow captures.</param>
    public static IReadOnlyList<FlowStep> Read(Field field, Func<HashSet<string>, VariableScope> scopeOf)
    {
        FlowReader reader = new();
        IReadOnlyList<FlowStep> steps = reader.ReadSteps(field, scopeOf([.. CapturedNames(field.Node)]), 1);
        if (reader._steps > PlanLimits.Steps)
        {
            field.Refuse($"{reader._steps} steps are too many, including nested steps", $"at most {PlanLimits.Steps}");
        }

        if (field.Node is ListNode { Items.Count: > 0 } list && !list.Items.Any(MaySend))
        {
            field.Refuse("the flow sends no request", $"at least one of {string.Join(", ", PlanKeys.Methods)}");
        }

        SeriesTitles.CheckCount(field, ScenarioSeries.Of(steps));
        return steps;
    }

    private List<FlowStep> ReadSteps(Field field, VariableScope scope, int depth)
    {
        if (depth > PlanLimits.StepDepth)
        {
            field.Refuse("the steps are nested too deeply", $"at most {PlanLimits.StepDepth} levels");
            return [];
        }

        IReadOnlyList<Field> items = field.Items(PlanLimits.Steps, ListAllowed) ?? [];
        _steps += items.Count;
        return [.. items.Select(i => ReadStep(i, scope, depth)).OfType<FlowStep>()];
    }

    private FlowStep? ReadStep(Field item, VariableScope scope, int depth)
    {
        if (item.Map(PlanKeys.Step) is not { } map)
        {
            return null;
        }

        IReadOnlyList<string> kinds = map.Present(Kinds);
        if (kinds.Count != 1)
        {
            map.Refuse(
                kinds.Count == 0 ? "the step does nothing" : $"the step has {kinds.Count} actions: {string.Join(", ", kinds)}",
                $"exactly one of {string.Join(", ", Kinds)}");
            return null;
        }

        switch (kinds[0])
        {
            case "pause":
                map.RefuseOthers(PlanKeys.Pause, "a pause");
                return PauseReader.Read(map.Get("pause")!);
            case "group":
                map.RefuseOthers(PlanKeys.Group, "a group");
                string? name = SeriesTitles.Read(map.Get("group")!);
                IReadOnlyList<FlowStep> inner = map.Require("do", ListAllowed) is { } together ? ReadSteps(together, scope, depth + 1) : [];
                return new GroupStep(name ?? "", inner);
            case "if":
                map.RefuseOthers(PlanKeys.If, "an if");
                return ReadIf(map, scope, depth);
            case "repeat":
                map.RefuseOthers(PlanKeys.Repeat, "a repeat");
                int? times = map.Get("repeat")!.Whole(1, PlanLimits.Repeats);
                IReadOnlyList<FlowStep> turn = map.Require("do", ListAllowed) is { } body ? ReadSteps(body, scope, depth + 1) : [];
                return new RepeatStep(times ?? 1, turn);
            case "choose":
                map.RefuseOthers(PlanKeys.Choose, "a choose");
                return ReadChoose(map.Get("choose")!, scope, depth);
            default:
                map.RefuseOthers(PlanKeys.Request, "a request");
                return HttpStepReader.Read(map, kinds[0], scope);
        }
    }

    private IfStep? ReadIf(MapField map, VariableScope scope, int depth)
    {
        StepCondition? condition = StepConditionReader.Read(map.Get("if")!, scope);
        VariableScope[] ways = [scope.Branch(), scope.Branch()];
        IReadOnlyList<FlowStep> then = map.Require("then", ListAllowed) is { } yes ? ReadSteps(yes, ways[0], depth + 1) : [];
        IReadOnlyList<FlowStep> otherwise = map.Get("else") is { } no ? ReadSteps(no, ways[1], depth + 1) : [];
        scope.Join(ways);
        return condition is null ? null : new IfStep(condition, then, otherwise);
    }

    private ChooseStep ReadChoose(Field field, VariableScope scope, int depth)
    {
        const string Allowed = "a list of options, such as - { weight: 3, do: [ { get: / } ] }";
        IReadOnlyList<Field> items = field.Items(PlanLimits.MapEntries, Allowed) ?? [];
        if (items.Count == 1)
        {
            field.Refuse("there is nothing to choose from", "at least two options");
        }

        List<WeightedSteps> ways = [];
        List<VariableScope> scopes = [];
        foreach (MapField way in items.Select(i => i.Map(PlanKeys.Way)).OfType<MapField>())
        {
            scopes.Add(scope.Branch());
            int? weight = way.Require("weight", "how often it is chosen, such as 3")?.Whole(1, PlanLimits.Weight);
            IReadOnlyList<FlowStep> steps = way.Require("do", ListAllowed) is { } list ? ReadSteps(list, scopes[^1], depth + 1) : [];
            ways.Add(new WeightedSteps(weight ?? 1, steps));
        }

        scope.Join(scopes);
        return new ChooseStep(ways);
    }

    // What is not a step yet may have been meant to send.
    private static bool MaySend(PlanNode node) => node switch
    {
        MapNode map when map.Entries.Any(e => Nesting.Contains(e.Key)) =>
            map.Entries.Any(e => Nesting.Contains(e.Key) && (e.Value is not ListNode { Items.Count: > 0 } list || list.Items.Any(MaySend))),
        MapNode map => map.Entries.Any(e => e.Key != "pause"),
        _ => true,
    };

    private static IEnumerable<string> CapturedNames(PlanNode node) => node switch
    {
        ListNode list => list.Items.SelectMany(CapturedNames),
        MapNode map => map.Entries.SelectMany(e =>
            e is { Key: "capture", Value: MapNode names } ? names.Entries.Select(n => n.Key)
            : Nesting.Contains(e.Key) ? CapturedNames(e.Value)
            : []),
        _ => [],
    };
}
