using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>What a run can choose of a plan, as far as its text can be read; the plan may have mistakes.</summary>
/// <param name="Parameters">Names of its parameters, in the order of the file.</param>
/// <param name="Profiles">Names of its profiles.</param>
public sealed record PlanOutline(IReadOnlyList<string> Parameters, IReadOnlyList<string> Profiles)
{
    /// <summary>The outline of a text; empty for one that is not a plan.</summary>
    public static PlanOutline Of(string text)
    {
        MapNode? root = RootOf(text);
        return new PlanOutline(Keys("parameters"), Keys("profiles"));

        IReadOnlyList<string> Keys(string name) =>
            root?.Entries.FirstOrDefault(e => e.Key == name)?.Value is MapNode map ? [.. map.Entries.Select(e => e.Key)] : [];
    }

    /// <summary>The tree of a text; null for one that is not a plan.</summary>
    internal static MapNode? RootOf(string text)
    {
        text = text.TrimStart('\uFEFF');
        try
        {
            ProblemList ignored = new();
            return (JsonComposer.Compose(text, ignored) ?? YamlComposer.Compose(text, ignored)) as MapNode;
        }
        catch (RefusedDocumentException)
        {
            return null;
        }
    }
}
