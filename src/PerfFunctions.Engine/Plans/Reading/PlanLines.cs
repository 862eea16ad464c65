using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>Finds where in a plan file something stands.</summary>
public static class PlanLines
{
    /// <summary>The line of a path such as <c>load.browse.arrivals</c>, from 1; 0 where the plan has no such path.</summary>
    /// <param name="text">The plan.</param>
    /// <param name="path">The path. What a profile replaces is found in the profile.</param>
    /// <param name="settings">What a run chooses of the plan; null for nothing.</param>
    public static int Find(string text, string path, PlanSettings? settings = null)
    {
        settings ??= PlanSettings.Open;
        if (path.Length == 0 || !PlanParser.Parse(text, settings).IsValid)
        {
            return 0;
        }

        PlanNode? node = PlanOutline.RootOf(text) is { } root ? ConfiguredPlan.Resolve(root, settings) : null;
        int line = 0;
        foreach (string key in path.Split('.'))
        {
            if ((node as MapNode)?.Entries.FirstOrDefault(e => e.Key == key) is not { } entry)
            {
                return 0;
            }

            (line, node) = (entry.Line, entry.Value);
        }

        return line;
    }
}
