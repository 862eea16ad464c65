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
    public const string ListAllowed = "a list of steps, such as - get: /";
    private static readonly string[] Kinds =
    [
        .. PlanKeys.Methods, "request", "pause", "group", "if", "repeat", "choose", "set", "each", "while", "poll", "retry", "parallel", "script",
        .. ProtocolSteps.Kinds,
    ];

    private static readonly string[] StepKeys = [.. PlanKeys.Step, .. ProtocolSteps.Keys];

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
            field.Refuse("the flow sends no request", $"at least one of {string.Join(", ", PlanKeys.Methods)}");
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

        (string[] keys, string what) = KeysOf(kinds[0]);
        map.RefuseOthers(keys, what);
        return kinds[0] switch
        {
            "pause" => PauseReader.Read(map.Get("pause")!),
            "group" => ReadGroup(map, scope, depth),
            "if" => ReadIf(map, scope, depth),
            "repeat" => new RepeatStep(map.Get("repeat")!.Whole(1, PlanLimits.Repeats) ?? 1, ReadList(map, "do", scope, depth)),
            "choose" => ReadChoose(map.Get("choose")!, scope, depth),
            "set" => SetReader.Read(map.Get("set")!, scope),
            "each" => ReadEach(map.Get("each")!, scope, depth),
            "while" => ReadWhile(map, scope, depth),
            "poll" => ReadPoll(map.Get("poll")!, scope, depth),
            "retry" => ReadRetry(map.Get("retry")!, scope, depth),
            "parallel" => ReadParallel(map, scope, depth),
            "script" => ScriptReader.ReadStep(map.Get("script")!, scope),
            { } kind when ProtocolSteps.Kinds.Contains(kind) => ProtocolSteps.Read(kind, map, scope),
            _ => HttpStepReader.Read(map, kinds[0], scope, _http),
        };
    }

    private static (string[] Keys, string What) KeysOf(string kind) => kind switch
    {
        "pause" => (PlanKeys.Pause, "a pause"),
        "group" => (PlanKeys.Group, "a group"),
        "if" => (PlanKeys.If, "an if"),
        "repeat" => (PlanKeys.Repeat, "a repeat"),
        "choose" => (PlanKeys.Choose, "a choose"),
        "set" => (PlanKeys.Set, "a set"),
        "each" => (PlanKeys.Each, "an each"),
        "while" => (PlanKeys.While, "a while"),
        "poll" => (PlanKeys.Poll, "a poll"),
        "retry" => (PlanKeys.Retry, "a retry"),
        "parallel" => (PlanKeys.Parallel, "a parallel"),
        "script" => (PlanKeys.Script, "a script"),
        _ => ProtocolSteps.KeysOf(kind) ?? (PlanKeys.Request, "a request"),
    };

    private IReadOnlyList<FlowStep> ReadList(MapField map, string key, VariableScope scope, int depth) =>
        map.Require(key, ListAllowed) is { } list ? ReadSteps(list, scope, depth) : [];

    private GroupStep ReadGroup(MapField map, VariableScope scope, int depth) =>
        new(SeriesTitles.Read(map.Get("group")!) ?? "", ReadList(map, "do", scope, depth));

    private IfStep? ReadIf(MapField map, VariableScope scope, int depth)
    {
        Expression? condition = StepConditionReader.Read(map.Get("if")!, scope);
        VariableScope[] ways = [scope.Branch(), scope.Branch()];
        IReadOnlyList<FlowStep> then = map.Require("then", ListAllowed) is { } yes ? ReadSteps(yes, ways[0], depth) : [];
        IReadOnlyList<FlowStep> otherwise = map.Get("else") is { } no ? ReadSteps(no, ways[1], depth) : [];
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
            IReadOnlyList<FlowStep> steps = way.Require("do", ListAllowed) is { } list ? ReadSteps(list, scopes[^1], depth) : [];
            ways.Add(new WeightedSteps(weight ?? 1, steps));
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
