using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading.Scripts;

namespace PerfFunctions.Engine.Plans.Reading.Parameters;

/// <summary>Refuses parameters whose name something in a flow has, too: it would be unclear which is meant.</summary>
internal static class ParameterNames
{
    private static readonly string[] Flows = ["once", "flow"];
    private static readonly string[] Lists = ["then", "else", "do", "choose", "parallel"];
    private static readonly string[] Loops = ["each", "poll", "retry"];

    /// <summary>Reports each place, with that of the parameter.</summary>
    public static void Check(MapNode plan, IReadOnlyDictionary<string, DeclaredParameter> parameters, ProblemList problems)
    {
        CheckKeys(Child(plan, "feeds"), "feeds", "feed");
        foreach (MapEntry scenario in Entries(Child(plan, "load")))
        {
            string path = MapEntries.PathOf("load", scenario.Key);
            CheckKeys(Child(scenario.Value, "variables"), $"{path}.variables", "variable");
            foreach (string flow in Flows)
            {
                CheckSteps(Child(scenario.Value, flow), $"{path}.{flow}", 1);
            }
        }

        void CheckSteps(PlanNode? steps, string path, int depth)
        {
            foreach ((PlanNode step, int i) in ((steps as ListNode)?.Items ?? []).Select((step, i) => (step, i)))
            {
                CheckStep(step, $"{path}[{i}]", depth);
            }
        }

        void CheckStep(PlanNode step, string path, int depth)
        {
            CheckKeys(Child(step, "capture"), $"{path}.capture", "capture");
            if (Child(step, "script") is { } script)
            {
                foreach (string name in ScriptReader.AssignedNames(script))
                {
                    Check(name, $"{path}.script", script.Line, "variable");
                }
            }

            if (depth > PlanLimits.StepDepth)
            {
                return;
            }

            foreach (string key in Lists)
            {
                // The ways of 'choose' are maps with 'do', not steps, and so one level more.
                CheckSteps(Child(step, key), $"{path}.{key}", key == "choose" ? depth : depth + 1);
            }

            foreach (string key in Loops)
            {
                PlanNode? loop = Child(step, key);
                CheckSteps(Child(loop, "do"), $"{path}.{key}.do", depth + 1);
                if (Child(loop, "as") is ScalarNode item)
                {
                    Check(item.Text, $"{path}.{key}.as", item.Line, "variable");
                }
            }
        }

        void CheckKeys(PlanNode? map, string path, string kind)
        {
            foreach (MapEntry entry in Entries(map))
            {
                Check(entry.Key, MapEntries.PathOf(path, entry.Key), entry.Line, kind);
            }
        }

        void Check(string name, string path, int line, string kind)
        {
            if (parameters.TryGetValue(name, out DeclaredParameter? parameter))
            {
                problems.Add(path, line, name,
                    $"the {kind} '{name}' has the name of the parameter on line {parameter.Line}", "different names for the two");
            }
        }
    }

    private static PlanNode? Child(PlanNode? node, string key) => Entries(node).FirstOrDefault(e => e.Key == key)?.Value;

    private static IReadOnlyList<MapEntry> Entries(PlanNode? node) => (node as MapNode)?.Entries ?? [];
}
