using System.Text.Json;
using System.Text.RegularExpressions;
using NJsonSchema;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Contract;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.Azurite;

namespace PerfFunctions.App.Tests.Contract;

public sealed partial class OpenApiTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task Every_function_below_api_is_described_with_its_verbs_its_role_and_what_it_is_for()
    {
        JsonElement paths = (await fixture.SendAsync("GET", "/api/openapi.json")).Json.GetProperty("paths");
        Assert.All(paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject()), operation =>
        {
            Assert.Contains(operation.Name, new[] { "get", "put", "post", "delete" });
            Assert.False(string.IsNullOrWhiteSpace(operation.Value.GetProperty("description").GetString()));
            Assert.Equal(operation.Value.GetProperty("x-role").GetString() == "none", operation.Value.GetProperty("security").GetArrayLength() == 0);
        });
        Assert.Equal("administer", paths.GetProperty("/api/halt").GetProperty("post").GetProperty("x-role").GetString());
        Assert.Equal(
            new[] { "html", "pdf", "md", "json", "xml" },
            Parameter(paths.GetProperty("/api/runs/{id}/report.{format}").GetProperty("get"), "format").GetProperty("schema").GetProperty("enum").EnumerateArray().Select(c => c.GetString()));
        Assert.True(paths.TryGetProperty("/api/github/webhook", out _) && paths.TryGetProperty("/api/github/webhook/{host}", out _));
    }

    [Fact]
    public async Task Operations_have_names_of_their_own_and_references_lead_somewhere()
    {
        Answer answer = await fixture.SendAsync("GET", "/api/openapi.json");
        string?[] names = [.. answer.Json.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()).Select(o => o.Value.GetProperty("operationId").GetString())];
        Assert.Equal(names.Distinct(), names);
        JsonElement schemas = answer.Json.GetProperty("components").GetProperty("schemas");
        Assert.All(Reference().Matches(answer.Text), to => Assert.True(schemas.TryGetProperty(to.Groups[1].Value, out _), to.Value));
    }

    [Theory]
    [InlineData("/api/health", "/api/health")]
    [InlineData("/api/runs", "/api/runs?count=1")]
    [InlineData("/api/runs/{id}", "/api/runs/{run}")]
    [InlineData("/api/halt", "/api/halt")]
    [InlineData("/api/costs", "/api/costs")]
    [InlineData("/api/plans", "/api/plans")]
    [InlineData("/api/overview", "/api/overview")]
    [InlineData("/api/settings", "/api/settings")]
    public async Task What_is_answered_is_as_described(string path, string address)
    {
        var run = Samples.Run(Samples.Now, "openapi");
        await fixture.Service.Get<RunStore>().AddAsync(run, default);
        Answer described = await fixture.SendAsync("GET", "/api/openapi.json");
        JsonElement content = described.Json.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content");
        JsonSchema schema = await JsonSchema.FromJsonAsync($$"""
            { "allOf": [ {{content.GetProperty("application/json").GetProperty("schema").GetRawText()}} ], "components": {{described.Json.GetProperty("components").GetRawText()}} }
            """);
        Answer answer = await fixture.SendAsync("GET", address.Replace("{run}", run.RunId, StringComparison.Ordinal));
        Assert.Equal(200, answer.Status);
        Assert.Empty(schema.Validate(answer.Text).Select(e => e.ToString()));
    }

    [Fact]
    public void What_is_read_from_a_query_is_described()
    {
        string triggers = Path.Combine(RepositoryRoot.Find(), "src", "PerfFunctions.App", "Triggers");
        foreach (string file in Directory.GetFiles(triggers, "*Api.cs"))
        {
            string text = File.ReadAllText(file);
            Assert.All(ReadQuery().Matches(text), read => Assert.Contains($"[Query(\"{read.Groups[1].Value}\"", text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_function_that_does_not_say_what_it_answers_stops_the_description() =>
        Assert.Contains(
            "Silent", Assert.Throws<InvalidOperationException>(() => ApiContract.Create([typeof(SilentFunctions)], "1.0.0")).Message, StringComparison.Ordinal);

    private static JsonElement Parameter(JsonElement operation, string name) =>
        operation.GetProperty("parameters").EnumerateArray().First(p => p.GetProperty("name").GetString() == name);

    [GeneratedRegex("#/components/schemas/(\\w+)")]
    private static partial Regex Reference();

    [GeneratedRegex("Query\\[\"(\\w+)\"\\]")]
    private static partial Regex ReadQuery();

    private static class SilentFunctions
    {
        [Microsoft.Azure.Functions.Worker.Function("Silent")]
        [RequireRole(Role.None)]
        public static void Get(
            [Microsoft.Azure.Functions.Worker.HttpTrigger(Microsoft.Azure.Functions.Worker.AuthorizationLevel.Anonymous, "get", Route = "api/silent")]
            Microsoft.AspNetCore.Http.HttpRequest request) => _ = request;
    }
}
