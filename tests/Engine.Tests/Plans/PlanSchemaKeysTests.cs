using System.Globalization;
using System.Text.Json;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.Engine.Tests.Plans;

public class PlanSchemaKeysTests
{
    private static readonly JsonElement Root = JsonDocument.Parse(PlanSchema.Resolved).RootElement;

    [Fact]
    public void The_keys_of_every_map_are_declared()
    {
        IEnumerable<string> withKeys = Root.GetProperty("$defs").EnumerateObject()
            .Where(d => d.Value.TryGetProperty("properties", out _))
            .Select(d => d.Name);
        Assert.Equal(withKeys.Order(StringComparer.Ordinal), PlanSchema.Declared.Select(map => map.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Schema_and_parser_have_the_same_limits()
    {
        Dictionary<string, int> limits = new()
        {
            ["$defs.parameters.maxProperties"] = PlanLimits.Parameters,
            ["$defs.parameters.additionalProperties.maxLength"] = PlanLimits.ParameterLength,
            ["$defs.steps.maxItems"] = PlanLimits.Steps,
            ["$defs.arrivals.anyOf.1.maxItems"] = PlanLimits.Stages,
            ["$defs.users.anyOf.1.maxItems"] = PlanLimits.Stages,
            ["$defs.texts.maxProperties"] = PlanLimits.MapEntries,
            ["$defs.checks.maxProperties"] = PlanLimits.MapEntries,
            ["$defs.measures.maxProperties"] = PlanLimits.MapEntries,
            ["$defs.selector.maxLength"] = PlanLimits.SelectorLength,
            ["$defs.planFile.maxLength"] = PlanFileLimits.PathLength,
        };
        Assert.All(limits, limit => Assert.Equal(limit.Value, At(limit.Key).GetInt32()));
    }

    [Fact]
    public void Schema_and_parser_allow_the_same_paths_of_files() =>
        Assert.Equal(PlanFilePath.Pattern, Definition("planFile").GetProperty("pattern").GetString());

    private static JsonElement At(string path) => path.Split('.').Aggregate(Root, (element, name) =>
        element.ValueKind == JsonValueKind.Array
            ? element[int.Parse(name, CultureInfo.InvariantCulture)]
            : element.GetProperty(name));

    private static JsonElement Definition(string name) => Root.GetProperty("$defs").GetProperty(name);
}
