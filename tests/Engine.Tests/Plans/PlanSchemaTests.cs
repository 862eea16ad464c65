using System.Text.Json;
using NJsonSchema;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.Engine.Tests.Plans;

public class PlanSchemaTests
{
    private static readonly JsonElement Root = JsonDocument.Parse(PlanSchema.Json).RootElement;

    [Fact]
    public async Task The_example_plan_is_valid() => Assert.Empty(await Validate(ExamplePlan.Yaml));

    [Theory]
    [InlineData("version: 1", "version: 2")]
    [InlineData("version: 1", "shards: 1")]
    [InlineData("name: shop", "name: Shop")]
    [InlineData("name: shop", "nam: shop")]
    [InlineData("target: https", "target: ftp")]
    [InlineData("rate: 50/s", "rate: 50")]
    [InlineData("for: 2m }   ", "over: 2m }   ")]
    [InlineData("device: mobile", "device: tablet")]
    [InlineData("runs: 5", "runs: 51")]
    [InlineData("count: 20", "count: 0")]
    [InlineData("- pause: 1s", "- pause: 1")]
    [InlineData("- pause: 1s", "- { pause: 1s, get: / }")]
    [InlineData("status: 200", "status: 20")]
    [InlineData("id: '$.items", "id: 'items")]
    [InlineData("- get: /\n", "- get: x\n")]
    [InlineData("- home.cls < 0.1", "- home.cls")]
    [InlineData("- home.cls < 0.1", "- { rule: home.cls < 0.1, level: loud }")]
    [InlineData("nightly:", "daily:")]
    public async Task What_the_schema_refuses_the_parser_refuses_too(string part, string broken)
    {
        string text = ExamplePlan.Yaml.ReplaceLineEndings("\n");
        Assert.Contains(part, text, StringComparison.Ordinal);
        text = text.Replace(part, broken, StringComparison.Ordinal);

        Assert.NotEmpty(await Validate(text));
        Assert.False(PlanParser.Parse(text).IsValid);
    }

    [Fact]
    public void Schema_and_parser_name_the_same_keys()
    {
        Assert.Equal(PlanKeys.Plan, Keys(Root));
        Assert.Equal(PlanKeys.Scenario, Keys(Definition("scenario")));
        Assert.Equal(PlanKeys.Stage, Keys(Definition("stage")));
        Assert.Equal(PlanKeys.Users, Keys(Definition("users")));
        Assert.Equal(PlanKeys.Step, Keys(Definition("step")));
        Assert.Equal(PlanKeys.Expect, Keys(Definition("expect")));
        Assert.Equal(PlanKeys.Page, Keys(Definition("page")));
        Assert.Equal(PlanKeys.Budget, Keys(Definition("budget")));
        Assert.Equal(PlanKeys.Schedule, Keys(Definition("schedule")));
    }

    [Fact]
    public void Schema_and_parser_have_the_same_limits()
    {
        JsonElement properties = Root.GetProperty("properties");
        Assert.Equal(PlanLimits.Shards, properties.GetProperty("shards").GetProperty("maximum").GetInt32());
        Assert.Equal(PlanLimits.Scenarios, properties.GetProperty("load").GetProperty("maxProperties").GetInt32());
        Assert.Equal(PlanLimits.Pages, properties.GetProperty("pages").GetProperty("maxProperties").GetInt32());
        Assert.Equal(PlanLimits.Budgets, properties.GetProperty("budgets").GetProperty("maxItems").GetInt32());
        Assert.Equal(PlanLimits.Steps,
            Definition("scenario").GetProperty("properties").GetProperty("flow").GetProperty("maxItems").GetInt32());
    }

    private static JsonElement Definition(string name) => Root.GetProperty("$defs").GetProperty(name);

    private static IEnumerable<string> Keys(JsonElement schema) =>
        schema.GetProperty("properties").EnumerateObject().Select(p => p.Name);

    private static async Task<IEnumerable<string>> Validate(string yaml)
    {
        ProblemList problems = new();
        PlanNode root = YamlComposer.Compose(yaml, problems)!;
        string json = JsonBody.Read(new Field(root, "", problems))!;

        // The validator knows drafts up to 7, where $defs was called definitions; all else that is used is the same.
        JsonSchema schema = await JsonSchema.FromJsonAsync(PlanSchema.Json.Replace("$defs", "definitions", StringComparison.Ordinal));
        return schema.Validate(json).Select(e => e.ToString());
    }
}
