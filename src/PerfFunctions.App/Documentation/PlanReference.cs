using System.Text;
using System.Text.Json;
using PerfFunctions.Engine.Functions;

namespace PerfFunctions.App.Documentation;

/// <summary>Renders the keys of a plan file as Markdown tables, from the JSON Schema that editors use.</summary>
public static class PlanReference
{
    /// <summary>Name of the page that holds the tables.</summary>
    public const string Page = "plan-reference";

    /// <summary>Name of the page that the service shows them on.</summary>
    public const string ServedOn = "plan";

    /// <summary>The page: a heading, and one table for each part of a plan.</summary>
    public static string Render(string schema) =>
        $"""
        # Plan reference

        All keys of a [plan](plan.md), generated from the JSON Schema that the service serves at `/api/schema/plan.json`. Do not edit
        this file: change the key's declaration or `plan.schema.json`, and run the tests with `PERF_WRITE_DOCS=1`.

        {Sections(schema)}
        """.ReplaceLineEndings("\n");

    /// <summary>The tables alone.</summary>
    public static string Sections(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        var types = new PlanTypes(document.RootElement);
        var text = new StringBuilder();
        foreach (PlanTypes.Section section in types.Sections())
        {
            text.Append(section.IsTop ? "## Plan keys\n\n" : $"## {section.Title} keys\n\n");
            if (section.Description is { } description)
            {
                text.Append(description).Append("\n\n");
            }

            text.Append("| key | value | default | meaning |\n|---|---|---|---|\n");
            foreach (JsonProperty key in section.Node.GetProperty("properties").EnumerateObject())
            {
                AppendKey(text, types, section.Node, key);
            }

            text.Append('\n');
        }

        text.Append("## Value formats\n\n| format | meaning | examples |\n|---|---|---|\n");
        foreach ((string title, JsonElement node) in types.Formats())
        {
            string examples = node.TryGetProperty("examples", out JsonElement list)
                ? string.Join(", ", list.EnumerateArray().Select(PlanTypes.Code))
                : "";
            text.Append($"| {title} | {PlanTypes.DescriptionOf(node) ?? ""} | {examples} |\n");
        }

        AppendFunctions(text);
        return text.ToString();
    }

    private static void AppendFunctions(StringBuilder text)
    {
        text.Append("\n## Functions\n\nFunctions of [expressions](flows.md#expressions).\n\n| function | value |\n|---|---|\n");
        foreach (Function function in FunctionTable.All())
        {
            text.Append($"| `{function.Form.Replace(" or ", "`, `", StringComparison.Ordinal)}` | {function.Meaning} |\n");
        }

        text.Append("| `secret(NAME)` | a secret of the service |\n");
    }

    private static void AppendKey(StringBuilder text, PlanTypes types, JsonElement of, JsonProperty key)
    {
        bool isRequired = of.TryGetProperty("required", out JsonElement required) &&
            required.EnumerateArray().Any(name => name.GetString() == key.Name);
        string fallback = isRequired ? "required" : key.Value.TryGetProperty("default", out JsonElement value) ? PlanTypes.Code(value) : "";
        string meaning = PlanTypes.DescriptionOf(key.Value) ?? types.DescriptionBehind(key.Value) ?? "";
        text.Append($"| `{key.Name}` | {types.Describe(key.Value)} | {fallback} | {meaning} |\n");
    }
}
