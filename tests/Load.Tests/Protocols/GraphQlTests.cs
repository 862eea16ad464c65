using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.TestKit.Realtime;

namespace PerfFunctions.Load.Tests.Protocols;

/// <summary>GraphQL operations against a real server.</summary>
public sealed class GraphQlTests
{
    [Fact]
    public async Task Variables_arrive_with_their_types_and_data_is_captured()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();

        LoadResult result = await RunAsync(target, """
            - graphql: /graphql
              query: 'query Item($id: Int) { item(id: $id) }'
              variables: { id: '${n}', list: [ '${n}', 'x-${n}' ] }
              capture: { got: $.data.variables.list }
              check: { is number: { json: $.data.variables.id, equals: 7 } }
            - { graphql: /graphql, query: 'mutation Again { again }', variables: { list: '${got}' } }
            """);

        Assert.Empty(result.Only.Errors);
        Assert.Equal(["request.item", "request.again"], SeriesOf(result).Select(s => s.Key));
        Assert.Equal(
            [
                """{"query":"query Item($id: Int) { item(id: $id) }","operationName":"Item","variables":{"id":7,"list":[7,"x-7"]}}""",
                """{"query":"mutation Again { again }","operationName":"Again","variables":{"list":[7,"x-7"]}}""",
            ],
            target.Bodies);
        Assert.Equal(0, result.Only.Series.Single(s => s.Key == "check.is-number").Counts.Failed);
    }

    [Fact]
    public async Task Errors_with_status_200_are_failures_that_say_the_first_message_without_secrets()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();

        LoadResult result = await RunAsync(target, """
            - graphql: /graphql
              query: 'query Fail { a }'
              variables: { id: 5 }
              headers: { authorization: 'Bearer token-of-${n}-longer' }
              onFailure: continue
            - graphql: /graphql
              query: 'query FailOnPurpose { a }'
              variables: { id: 6 }
              expect: { json: { '$.errors[0].message': { contains: 'no 6' } } }
            """);

        Assert.Equal("graphql error: no 5 for", result.Only.Errors.Single().Key[..23]);
        Assert.DoesNotContain("token-of-7", result.Only.Errors.Single().Key, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "token-of-7", string.Concat(result.Intervals.SelectMany(i => i.Failures).Select(f => f.Body)),
            StringComparison.Ordinal);
        Assert.Equal([1L, 0L], SeriesOf(result).Select(s => s.Counts.Failed));
    }

    [Fact]
    public async Task A_target_that_finds_new_words_for_each_error_makes_few_kinds_of_them()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();

        LoadResult result = await RunAsync(target, """
            - repeat: 60
              do:
                - { graphql: /graphql, query: 'query Fail { a }', variables: { id: '${randomText(300)}' }, onFailure: continue }
            """);

        Assert.Equal(60, result.Only.Counts.Failed);
        Assert.InRange(result.Only.Errors.Count, 2, 21);
        Assert.Contains("graphql error", result.Only.Errors.Keys);
        Assert.All(result.Only.Errors.Keys, kind => Assert.InRange(kind.Length, 13, 120));
    }

    private static SeriesSummary[] SeriesOf(LoadResult result) =>
        [.. result.Only.Series.Where(s => SeriesKey.KindOf(s.Key) == SeriesKind.Request)];

    private static Task<LoadResult> RunAsync(RealtimeTarget target, string flow) =>
        new ProtocolLoad().RunAsync(flow, target.Address);
}
