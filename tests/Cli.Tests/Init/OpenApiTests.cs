using System.Text;
using PerfFunctions.Cli.Init;
using PerfFunctions.Cli.Output;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.Cli.Tests.Init;

public sealed class OpenApiTests
{
    private const string Pets = """
        openapi: 3.0.3
        info: { title: Pets, version: '1' }
        servers: [ { url: 'https://pets.example/v1' } ]
        paths:
          /pets:
            get:
              operationId: listPets
              parameters:
                - { name: limit, in: query, required: true, schema: { type: integer, default: 20 } }
                - { name: cursor, in: query, schema: { type: string } }
                - { $ref: '#/components/parameters/Tenant' }
            post: { operationId: addPet }
          /pets/{id}:
            parameters: [ { name: id, in: path, required: true, example: it's 7 } ]
            get: { operationId: showPet }
            delete: {}
          /owners/{owner}:
            get: { parameters: [ { name: owner, in: path, required: true, schema: { type: string } } ] }
          /mine: { get: { security: [ { key: [] } ] } }
          /old: { get: { deprecated: true } }
          /public: { get: { security: [ { key: [] }, {} ] } }
          /loop: { get: { parameters: [ { $ref: '#/components/parameters/Loop' } ] } }
        components:
          parameters:
            Tenant: { name: x-tenant, in: header, required: true, schema: { enum: [ a, b ] } }
            Loop: { $ref: '#/components/parameters/Pool' }
            Pool: { $ref: '#/components/parameters/Loop' }
        """;

    [Fact]
    public void Operations_that_only_read_are_requested_with_the_examples_of_their_parameters()
    {
        PlanDraft draft = OpenApiSource.Read(Pets, "pets.yaml", null);
        Assert.Equal(new Uri("https://pets.example/v1"), draft.Target);
        Assert.Equal(
            [("listPets", "/pets?limit=20"), ("showPet", "/pets/it%27s%207"), ("GET /public", "/public")],
            draft.Requests.Select(r => (r.Name, r.Path)));
        Assert.Equal("a", draft.Requests[0].Headers["x-tenant"]);
    }

    [Fact]
    public void All_others_are_comments_with_their_reason()
    {
        string text = Write(OpenApiSource.Read(Pets, "pets.yaml", null));
        Assert.All(
            [
                "POST /pets: it may change data", "DELETE /pets/{id}: it may change data",
                "GET /owners/{owner}: the path parameter 'owner' has no example; request it with variables: { owner: [ … ] }",
                "GET /mine: it needs authentication", "GET /old: it is deprecated", "GET /loop: a $ref of its parameters leads to nothing",
            ],
            line => Assert.Contains($"      #   {line}", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://test.example", "https://test.example/v1")]
    [InlineData("https://test.example/v2", "https://test.example/v2")]
    public void A_target_without_a_path_gets_that_of_the_server(string target, string whole) =>
        Assert.Equal(new Uri(whole), OpenApiSource.Read(Pets, "pets.yaml", new Uri(target)).Target);

    [Fact]
    public void A_description_that_was_fetched_is_of_the_server_it_came_from()
    {
        const string Json = """{ "openapi": "3.1.0", "paths": { "/a": { "get": {} } } }""";
        Assert.Equal(new Uri("https://api.example/"), OpenApiSource.Read(Json, "x", null, new Uri("https://api.example/docs/openapi.json")).Target);
        Assert.Contains("--target", Assert.Throws<CliException>(() => OpenApiSource.Read(Json, "x", null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ten_thousand_operations_a_plan_has_some_and_counts_the_rest()
    {
        StringBuilder json = new("""{ "openapi": "3.0.0", "servers": [ { "url": "https://big.example" } ], "paths": { """);
        json.AppendJoin(',', Enumerable.Range(0, 10_000).Select(i => $$"""  "/p{{i}}": { "get": { "operationId": "op{{i}}" } }  """)).Append("} }");
        PlanDraft draft = OpenApiSource.Read(json.ToString(), "big.json", null);
        Assert.Equal((50, "9900 more operations"), (draft.Requests.Count, draft.Omitted[^1]));
        Write(draft);
    }

    [Fact]
    public void Texts_of_a_description_stay_texts_in_the_plan()
    {
        const string Hostile = """
            { "openapi": "3.0.0", "servers": [ { "url": "https://x.example" } ], "paths": {
              "/a": { "get": { "operationId": "a'\n  - { post: /evil }\u2028# ${secret(token)}",
                "parameters": [ { "name": "x-h", "in": "header", "required": true, "example": "${secret(token)}" } ] } },
              "/b\n  evil: 1": { "get": {} }, "/c'd": { "get": {} }, "//other.example/x": { "get": {} } } }
            """;
        PerfPlan plan = PlanParser.Parse(Write(OpenApiSource.Read(Hostile, "x\ny.json", null))).Plan!;
        ChooseStep choice = Assert.IsType<ChooseStep>(Assert.Single(plan.Load[0].Flow));
        Assert.Equal(2, choice.Ways.Count);
        Assert.Empty(plan.Secrets);
    }

    [Theory]
    [InlineData("[ 1 ]", "not a map")]
    [InlineData("{ \"openapi\": ", "not valid JSON")]
    [InlineData("openapi: [", "not valid YAML")]
    [InlineData("swagger: '2.0'", "Swagger 2.0")]
    [InlineData("openapi: 4.0.0", "'openapi' is '4.0.0'")]
    [InlineData("openapi: 3.0.0\npaths: &a { x: *a }", "YAML alias")]
    [InlineData("openapi: 3.0.0\nservers: [ { url: 'https://x.example' } ]\npaths: {}", "None of the 0 operations")]
    public void What_is_not_a_description_is_refused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<CliException>(() => OpenApiSource.Read(text, "x", null)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("openapi: 3.0.0\npaths: ", "[", "too deep")]
    [InlineData("{ \"openapi\": ", "[", "not valid JSON")]
    public void A_description_of_any_depth_is_refused(string start, string nested, string message) => Assert.Contains(
        message, Assert.Throws<CliException>(() => OpenApiSource.Read(start + string.Concat(Enumerable.Repeat(nested, 5_000)), "x", null)).Message,
        StringComparison.Ordinal);

    private static string Write(PlanDraft draft) =>
        PlanWriter.Write(draft, InitAnswers.Of(new InitOptions(null, null, null, null, null), draft, null));
}
