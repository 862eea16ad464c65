using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.K6;
using PerfFunctions.Engine.Plans.Reading.Protocols;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.Plans.Reading.Scripts;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <content>The kinds of steps, each by the key that it begins with.</content>
internal sealed partial class FlowReader
{
    private static readonly Dictionary<string, Kind> Own = new()
    {
        ["pause"] = new(FlowKeys.Pause, "a pause", (_, map, _, _) => PauseReader.Read(map.Get("pause")!)),
        ["group"] = new(FlowKeys.Group, "a group", (flow, map, scope, depth) => flow.ReadGroup(map, scope, depth)),
        ["if"] = new(FlowKeys.If, "an if", (flow, map, scope, depth) => flow.ReadIf(map, scope, depth)),
        ["repeat"] = new(FlowKeys.Repeat, "a repeat", (flow, map, scope, depth) => flow.ReadRepeat(map, scope, depth)),
        ["choose"] = new(FlowKeys.Choose, "a choose", (flow, map, scope, depth) => flow.ReadChoose(map.Get("choose")!, scope, depth)),
        ["set"] = new(FlowKeys.Set, "a set", (_, map, scope, _) => SetReader.Read(map.Get("set")!, scope)),
        ["each"] = new(FlowKeys.Each, "an each", (flow, map, scope, depth) => flow.ReadEach(map.Get("each")!, scope, depth)),
        ["while"] = new(FlowKeys.While, "a while", (flow, map, scope, depth) => flow.ReadWhile(map, scope, depth)),
        ["poll"] = new(FlowKeys.Poll, "a poll", (flow, map, scope, depth) => flow.ReadPoll(map.Get("poll")!, scope, depth)),
        ["retry"] = new(FlowKeys.Retry, "a retry", (flow, map, scope, depth) => flow.ReadRetry(map.Get("retry")!, scope, depth)),
        ["parallel"] = new(FlowKeys.Parallel, "a parallel", (flow, map, scope, depth) => flow.ReadParallel(map, scope, depth)),
        ["k6"] = new(FlowKeys.K6, "a k6 step", (_, map, scope, _) => K6Reader.ReadStep(map.Get("k6")!, scope.Plan)),
        ["script"] = new(FlowKeys.Script, "a script", (_, map, scope, _) => ScriptReader.ReadStep(map.Get("script")!, scope)),
    };

    private static readonly string[] Kinds = [.. RequestKeys.Kinds, .. Own.Keys, .. ProtocolSteps.Kinds];

    private static readonly string[] StepKeys =
        [.. RequestKeys.Map.Keys.Concat(Own.Values.SelectMany(kind => kind.Map.Keys)).Concat(ProtocolSteps.Keys).Distinct()];

    /// <summary>The declared maps, for the schema.</summary>
    public static IReadOnlyList<IMapGrammar> Maps => [.. Own.Values.Select(kind => kind.Map), FlowKeys.Way];

    private FlowStep? ReadKind(string kind, MapField map, VariableScope scope, int depth)
    {
        (string[] keys, string what) = Own.TryGetValue(kind, out Kind? own) ? (own.Map.Keys, own.What)
            : ProtocolSteps.KeysOf(kind) ?? (RequestKeys.Map.Keys, "a request");
        map.RefuseOthers(keys, what);
        return own is not null ? own.Read(this, map, scope, depth)
            : ProtocolSteps.Kinds.Contains(kind) ? ProtocolSteps.Read(kind, map, scope)
            : HttpStepReader.Read(map, scope, _http);
    }

    private sealed record Kind(IMapGrammar Map, string What, Func<FlowReader, MapField, VariableScope, int, FlowStep?> Read);
}
