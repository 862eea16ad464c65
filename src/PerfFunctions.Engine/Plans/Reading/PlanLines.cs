using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>Finds where in a plan file something stands.</summary>
public static class PlanLines
{
    /// <summary>The line of a path such as <c>load.browse.arrivals</c>, from 1; 0 where the plan has no such path.</summary>
    public static int Find(string text, string path)
    {
        if (path.Length == 0 || !PlanParser.Parse(text).IsValid)
        {
            return 0;
        }

        ProblemList problems = new();
        text = text.TrimStart('\uFEFF');
        PlanNode? node = JsonComposer.Compose(text, problems) ?? YamlComposer.Compose(text, problems);
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
