using System.Text;

namespace PerfFunctions.Engine.Plans;

/// <summary>The JSON Schema (draft 2020-12) of a plan file, for editors. The parser is stricter: it also checks names against each other.</summary>
public static class PlanSchema
{
    /// <summary>The schema as JSON text.</summary>
    public static string Json { get; } = Load();

    private static string Load()
    {
        using Stream stream = typeof(PlanSchema).Assembly.GetManifestResourceStream("plan.schema.json")!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
