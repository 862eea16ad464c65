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
    public void Schema_and_parser_name_the_same_keys_where_they_are_not_declared_once()
    {
        Dictionary<string, string[]> maps = new()
        {
            ["request"] = PlanKeys.Request,
            ["pause"] = PlanKeys.Pause,
            ["group"] = PlanKeys.Group,
            ["if"] = PlanKeys.If,
            ["repeat"] = PlanKeys.Repeat,
            ["choose"] = PlanKeys.Choose,
            ["set"] = PlanKeys.Set,
            ["bytes"] = PlanKeys.Bytes,
            ["eachStep"] = PlanKeys.Each,
            ["while"] = PlanKeys.While,
            ["pollStep"] = PlanKeys.Poll,
            ["retryStep"] = PlanKeys.Retry,
            ["parallel"] = PlanKeys.Parallel,
            ["script"] = PlanKeys.Script,
            ["way"] = PlanKeys.Way,
            ["part"] = PlanKeys.Part,
            ["http"] = PlanKeys.Http,
            ["auth"] = PlanKeys.Auth,
            ["basic"] = PlanKeys.Basic,
            ["oauth"] = PlanKeys.OAuth,
            ["tls"] = PlanKeys.Tls,
            ["proxy"] = PlanKeys.Proxy,
            ["fileMap"] = PlanKeys.File,
            ["certificateFile"] = PlanKeys.Certificate,
        };
        Assert.All(maps, map => Assert.Equal(map.Value, Keys(Definition(map.Key))));
        string[] known = [.. maps.Keys, .. PlanSchema.Declared.Select(map => map.Name)];
        string[] withKeys =
        [
            .. Root.GetProperty("$defs").EnumerateObject()
                .Where(d => d.Value.TryGetProperty("properties", out _))
                .Select(d => d.Name),
        ];
        Assert.Equal(withKeys.Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
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
            ["$defs.repeat.properties.repeat.maximum"] = PlanLimits.Repeats,
            ["$defs.way.properties.weight.maximum"] = PlanLimits.Weight,
            ["$defs.choose.properties.choose.maxItems"] = PlanLimits.MapEntries,
            ["$defs.texts.maxProperties"] = PlanLimits.MapEntries,
            ["$defs.checks.maxProperties"] = PlanLimits.MapEntries,
            ["$defs.measures.maxProperties"] = PlanLimits.MapEntries,
            ["$defs.selector.maxLength"] = PlanLimits.SelectorLength,
            ["$defs.script.properties.script.anyOf.0.maxLength"] = PlanLimits.ScriptLength,
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

    private static IEnumerable<string> Keys(JsonElement schema) =>
        schema.GetProperty("properties").EnumerateObject().Select(p => p.Name);
}
