using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Engine.Plans.Reading.Protocols;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans.Reading.Protocols;

/// <summary>How a GraphQL operation stands in a plan.</summary>
public class GraphQlPlanTests
{
    [Fact]
    public void An_operation_is_a_post_of_json_whose_variables_keep_their_types()
    {
        GraphQlStep step = StepOf("""
            - graphql: /graphql
              query: |
                query Item($id: ID!, $all: Boolean = true) { item(id: $id) { name } }
              variables: { id: '${n}', tags: [ 'a-${n}', 2 ] }
              headers: { x-tenant: '${n}' }
              capture: { name: $.data.item.name }
            """);

        Assert.Equal(("POST", "/graphql", "Item", "graphql"), (step.Method, step.Path, step.Name, step.Key));
        Assert.Equal(
            """{"query":"query Item($id: ID!, $all: Boolean = true) { item(id: $id) { name } }\n","operationName":"Item","variables":{"id":"${n}","tags":["a-${n}",2]}}""",
            ((TextBody)step.Body!).Text);
        Assert.Equal(["name"], step.Captures.Keys);
    }

    [Theory]
    [InlineData("query: '{ items { id } }'", "POST /graphql")]
    [InlineData("query: 'query { items { id } }'", "POST /graphql")]
    [InlineData("query: 'mutation Buy { buy { id } }'", "Buy")]
    [InlineData("query: 'query A { a } query B { b }'\n  operation: B", "B")]
    [InlineData("query: 'query A { a }'\n  name: first page", "first page")]
    [InlineData("query: 'fragment F on Item { id } query A { ...F }'", "A")]
    public void A_request_has_the_name_of_its_operation(string keys, string name) =>
        Assert.Equal(name, StepOf($"- graphql: /graphql?x=1\n  {keys}").Name);

    [Theory]
    [InlineData(
        "query A($q: Int) @live { a(query: 1) { mutation } } # query C\nmutation B { b(text: \"query D { d }\") }",
        "query A, mutation B")]
    [InlineData("\"\"\" query X { x } \"\"\" query A { a }", "query A")]
    [InlineData("{ a } ", "query ")]
    [InlineData("fragment F on T { a }", "")]
    [InlineData("}}}{{{ query", "query ")]
    public void Operations_are_found_outside_of_selections_texts_and_comments(string document, string operations) =>
        Assert.Equal(operations, string.Join(", ", GraphQlDocument.OperationsIn(document).Select(o => $"{o.Kind} {o.Name}")));

    [Theory]
    [InlineData(
        "query: 'query A { a } query B { b }'", "query",
        "the document has 2 operations, and 'operation' does not say which is run")]
    [InlineData(
        "query: 'query Items { a }'\n  operation: Item", "operation",
        "the document has no operation 'Item'; did you mean 'Items'?")]
    [InlineData("query: items", "query", "the document has no operation")]
    [InlineData("query: 'subscription S { a }'", "query", "a subscription is not answered once")]
    [InlineData("operation: A", "query", "'query' is missing")]
    [InlineData("query: '{ a }'\n  variables: [ 1 ]", "variables", "this must be a map")]
    [InlineData(
        "query: '{ a }'\n  variables: { id: '${none}' }", "query",
        "'${none}' is neither in 'variables' nor captured in an earlier step")]
    [InlineData("query: '{ a }'\n  json: { a: 1 }", "json", "'json' is not valid in a graphql")]
    public void A_mistake_is_one_problem_with_its_place(string keys, string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow($"- graphql: /graphql\n  {keys}", "{ n: 1 }"));
        Assert.Equal($"load.s.flow[0].{path}", problem.Path);
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    private static GraphQlStep StepOf(string flow) =>
        Assert.IsType<GraphQlStep>(PlanText.Valid(PlanText.WithFlow(flow, "{ n: 1 }")).Load[0].Flow[0]);
}
