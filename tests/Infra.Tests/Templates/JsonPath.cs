using System.Text.Json.Nodes;

namespace PerfFunctions.Infra.Tests.Templates;

/// <summary>Reads JSON by paths such as <c>properties/sku/name</c> or <c>rules/0/name</c>; what is not there fails the test and is named.</summary>
internal static class JsonPath
{
    /// <summary>A node.</summary>
    public static JsonNode Get(this JsonNode node, string path)
    {
        JsonNode? at = node;
        foreach (string part in path.Split('/'))
        {
            at = at is JsonArray list ? list.ElementAtOrDefault(int.Parse(part)) : at?[part];
        }

        return at ?? throw new InvalidOperationException($"There is no '{path}' in {node}");
    }

    /// <summary>A text.</summary>
    public static string Text(this JsonNode node, string path) => node.Get(path).GetValue<string>();

    /// <summary>A list of texts.</summary>
    public static string[] Texts(this JsonNode node, string path) => [.. node.Get(path).AsArray().Select(item => item!.GetValue<string>())];

    /// <summary>A whole number.</summary>
    public static int Number(this JsonNode node, string path) => node.Get(path).GetValue<int>();

    /// <summary>Yes or no.</summary>
    public static bool Flag(this JsonNode node, string path) => node.Get(path).GetValue<bool>();
}
