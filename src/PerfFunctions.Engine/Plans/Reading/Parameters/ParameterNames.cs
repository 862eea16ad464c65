using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.Engine.Plans.Reading.Parameters;

/// <summary>Refuses parameters whose name something in a flow has, too: it would be unclear which is meant.</summary>
internal static class ParameterNames
{
    private static readonly string[] Nesting = ["then", "else", "do", "choose"];

    /// <summary>Reports each place, with that of the parameter.</summary>
    public static void Check(MapNode plan, IReadOnlyDictionary<string, DeclaredParameter> parameters, ProblemList problems)
    {
        CheckKeys(Child(plan, "feeds"), "feeds", "feed");
        foreach (MapEntry scenario in Entries(Child(plan, "load")))
        {
            string path = MapEntries.PathOf("load", scenario.Key);
            CheckKeys(Child(scenario.Value, "variables"), $"{path}.variables", "variable");
            CheckSteps(Child(scenario.Value, "flow"), $"{path}.flow", 1);
        }

        void CheckSteps(PlanNode? steps, string path, int depth)
        {
            foreach ((PlanNode step, int i) in ((steps as ListNode)?.Items ?? []).Select((step, i) => (step, i)))
            {
                CheckKeys(Child(step, "capture"), $"{path}[{i}].capture", "capture");
                foreach (string key in depth > PlanLimits.StepDepth ? [] : Nesting)
                {
                    // The ways of 'choose' are maps with 'do', not steps, and so one level more.
                    CheckSteps(Child(step, key), $"{path}[{i}].{key}", key == "choose" ? depth : depth + 1);
                }
            }
        }

        void CheckKeys(PlanNode? map, string path, string kind)
        {
            foreach (MapEntry entry in Entries(map).Where(e => parameters.ContainsKey(e.Key)))
            {
                problems.Add(MapEntries.PathOf(path, entry.Key), entry.Line, entry.Key,
                    $"the {kind} '{entry.Key}' has the name of the parameter on line {parameters[entry.Key].Line}",
                    "different names for the two");
            }
        }
    }

    private static PlanNode? Child(PlanNode? node, string key) => Entries(node).FirstOrDefault(e => e.Key == key)?.Value;

    private static IReadOnlyList<MapEntry> Entries(PlanNode? node) => (node as MapNode)?.Entries ?? [];
}
