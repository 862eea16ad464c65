using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading.Scripts;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>A name that something in a plan sets.</summary>
/// <param name="Kind">What sets it: a variable, a capture, a feed.</param>
/// <param name="Name">The name.</param>
/// <param name="Path">Where in the plan.</param>
/// <param name="Line">Line in the file.</param>
internal sealed record NamedPlace(string Kind, string Name, string Path, int Line);

/// <summary>Finds the names that scenarios and flows set, right or not, with their places.</summary>
internal static class FlowNames
{
    /// <summary>Kind of what a <c>set</c> step sets.</summary>
    public const string SetVariable = "set variable";

    private static readonly string[] Flows = ["once", "flow"];
    private static readonly string[] Lists = ["then", "else", "do", "choose", "parallel"];
    private static readonly string[] Loops = ["each", "poll", "retry"];

    /// <summary>Names of all scenarios of a plan.</summary>
    public static IEnumerable<NamedPlace> InScenarios(PlanNode? load, FileReferences files) => Entries(load).SelectMany(scenario =>
    {
        string path = MapEntries.PathOf("load", scenario.Key);
        return Keys(Child(scenario.Value, "variables"), $"{path}.variables", "variable")
            .Concat(Flows.SelectMany(flow => InFlow(Child(scenario.Value, flow), $"{path}.{flow}", files)));
    });

    /// <summary>Names of a flow.</summary>
    public static IEnumerable<NamedPlace> InFlow(PlanNode? steps, string path, FileReferences files) => InSteps(steps, path, 1, files);

    /// <summary>The keys of a map as names.</summary>
    public static IEnumerable<NamedPlace> Keys(PlanNode? map, string path, string kind) =>
        Entries(map).Select(e => new NamedPlace(kind, e.Key, MapEntries.PathOf(path, e.Key), e.Line));

    /// <summary>The value of a key; null where there is none.</summary>
    public static PlanNode? Child(PlanNode? node, string key) => Entries(node).FirstOrDefault(e => e.Key == key)?.Value;

    private static IEnumerable<NamedPlace> InSteps(PlanNode? steps, string path, int depth, FileReferences files) =>
        ((steps as ListNode)?.Items ?? []).SelectMany((step, i) => InStep(step, $"{path}[{i}]", depth, files));

    private static IEnumerable<NamedPlace> InStep(PlanNode step, string path, int depth, FileReferences files)
    {
        IEnumerable<NamedPlace> own =
        [
            .. Keys(Child(step, "capture"), $"{path}.capture", "capture"),
            .. Keys(Child(step, "set"), $"{path}.set", SetVariable),
            .. Child(step, "script") is { } script
                ? ScriptReader.AssignedNames(script, files)
                    .Select(name => new NamedPlace(SetVariable, name, $"{path}.script", script.Line))
                : [],
        ];

        // The ways of 'choose' are maps with 'do', not steps, and so one level more.
        return depth > PlanLimits.StepDepth ? own :
        [
            .. own,
            .. Lists.SelectMany(key => InSteps(Child(step, key), $"{path}.{key}", key == "choose" ? depth : depth + 1, files)),
            .. Loops.SelectMany(key => InLoop(Child(step, key), $"{path}.{key}", depth, files)),
        ];
    }

    private static IEnumerable<NamedPlace> InLoop(PlanNode? loop, string path, int depth, FileReferences files) =>
        (Child(loop, "as") is ScalarNode item ? [new NamedPlace("variable", item.Text, $"{path}.as", item.Line)] : Array.Empty<NamedPlace>())
            .Concat(InSteps(Child(loop, "do"), $"{path}.do", depth + 1, files));

    private static IReadOnlyList<MapEntry> Entries(PlanNode? node) => (node as MapNode)?.Entries ?? [];
}
