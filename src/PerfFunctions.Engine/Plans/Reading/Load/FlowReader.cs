using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.Protocols;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.Plans.Reading.Scripts;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads <c>flow:</c>, step by step, and knows which variables are set at each.</summary>
internal sealed partial class FlowReader
{
    /// <summary>What a problem with a list of steps names as right.</summary>
    public const string ListAllowed = "a list of steps, such as - get: /";

    /// <summary>What a problem with <c>choose:</c> names as right.</summary>
    public const string WaysAllowed = "a list of options, such as - { weight: 3, do: [ { get: / } ] }";

    private static readonly string[] Nesting = ["then", "else", "do", "choose", "each", "poll", "retry", "parallel"];
    private readonly HttpSettings _http;
    private int _steps;

    private FlowReader(HttpSettings http) => _http = http;

    /// <summary>The steps of a flow.</summary>
    /// <param name="field">The list.</param>
    /// <param name="http">How its requests travel.</param>
    /// <param name="scopeOf">Makes the scope of the first step from the names that the flow captures.</param>
    public static IReadOnlyList<FlowStep> Read(Field field, HttpSettings http, Func<HashSet<string>, VariableScope> scopeOf)
    {
        FlowReader reader = new(http);
        IReadOnlyList<FlowStep> steps = reader.ReadSteps(field, scopeOf([.. CapturedNames(field.Node, field.Problems.Files)]), 0);
        if (reader._steps > PlanLimits.Steps)
        {
            field.Refuse($"{reader._steps} steps are too many, including nested steps", $"at most {PlanLimits.Steps}");
        }

        if (field.Node is ListNode { Items.Count: > 0 } list && !list.Items.Any(MaySend))
        {
            field.Refuse("the flow sends no request", $"at least one of {string.Join(", ", RequestKeys.Methods)}");
        }

        return steps;
    }

    // Where the steps are done at once, each has a scope of its own.
    private List<FlowStep> ReadSteps(Field field, VariableScope scope, int depth, Func<VariableScope>? scopeOfStep)
    {
        if (depth > PlanLimits.StepDepth)
        {
            field.Refuse("the steps are nested too deeply", $"at most {PlanLimits.StepDepth} levels");
            return [];
        }

        IReadOnlyList<Field> items = field.Items(PlanLimits.Steps, ListAllowed) ?? [];
        _steps += items.Count;
        return [.. items.Select(i => ReadStep(i, scopeOfStep?.Invoke() ?? scope, depth)).OfType<FlowStep>()];
    }

    private FlowStep? ReadStep(Field item, VariableScope scope, int depth)
    {
        if (item.Map(StepKeys) is not { } map)
        {
            return null;
        }

        IReadOnlyList<string> kinds = ProtocolSteps.KindsOf(map.Present(Kinds));
        if (kinds.Count != 1)
        {
            map.Refuse(
                kinds.Count == 0 ? "the step does nothing" : $"the step has {kinds.Count} actions: {string.Join(", ", kinds)}",
                $"exactly one of {string.Join(", ", Kinds)}");
            return null;
        }

        return ReadKind(kinds[0], map, scope, depth);
    }

    private GroupStep ReadGroup(MapField map, VariableScope scope, int depth)
    {
        BlockDraft draft = FlowKeys.Group.Read(map, new BlockDraft());
        return new GroupStep(draft.Name ?? "", ReadSteps(draft.Do, scope, depth));
    }

    private IfStep? ReadIf(MapField map, VariableScope scope, int depth)
    {
        BlockDraft draft = FlowKeys.If.Read(map, new BlockDraft());
        Expression? condition = ReadExpression(draft.Condition, scope);
        VariableScope[] ways = [scope.Branch(), scope.Branch()];
        IReadOnlyList<FlowStep> then = ReadSteps(draft.Do, ways[0], depth);
        IReadOnlyList<FlowStep> otherwise = ReadSteps(draft.Else, ways[1], depth);
        scope.Join(ways);
        return condition is null ? null : new IfStep(condition, then, otherwise);
    }

    private ChooseStep ReadChoose(Field field, VariableScope scope, int depth)
    {
        IReadOnlyList<Field> items = field.Items(PlanLimits.MapEntries, WaysAllowed) ?? [];
        if (items.Count == 1)
        {
            field.Refuse("there is nothing to choose from", "at least two options");
        }

        List<WeightedSteps> ways = [];
        List<VariableScope> scopes = [];
        foreach (MapField way in items.Select(i => i.Map(FlowKeys.Way.Keys)).OfType<MapField>())
        {
            BlockDraft draft = FlowKeys.Way.Read(way, new BlockDraft { Max = 1 });
            scopes.Add(scope.Branch());
            ways.Add(new WeightedSteps(draft.Max, ReadSteps(draft.Do, scopes[^1], depth)));
        }

        scope.Join(scopes);
        return new ChooseStep(ways);
    }

    // What is not a step yet may have been meant to send.
    private static bool MaySend(PlanNode node) => node switch
    {
        MapNode map when map.Entries.Any(e => Nesting.Contains(e.Key)) => map.Entries.Any(e => Nesting.Contains(e.Key) && MaySendWithin(e.Value)),
        MapNode map => map.Entries.Any(e => e.Key is not ("pause" or "set" or "script" or "close")),
        _ => true,
    };

    private static bool MaySendWithin(PlanNode node) => node switch
    {
        ListNode { Items.Count: > 0 } list => list.Items.Any(MaySend),
        MapNode map => MaySend(map),
        _ => true,
    };

    private static IEnumerable<string> CapturedNames(PlanNode node, FileReferences files) => node switch
    {
        ListNode list => list.Items.SelectMany(item => CapturedNames(item, files)),
        MapNode map => map.Entries.SelectMany(e =>
            e is { Key: "capture" or "set", Value: MapNode names } ? names.Entries.Select(n => n.Key)
            : e.Key == "script" ? ScriptReader.AssignedNames(e.Value, files)
            : Nesting.Contains(e.Key) ? CapturedNames(e.Value, files)
            : []),
        _ => [],
    };
}
