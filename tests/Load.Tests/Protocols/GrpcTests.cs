using System.Net;
using PerfFunctions.Engine.Network;
using PerfFunctions.TestKit.Realtime;

namespace PerfFunctions.Load.Tests.Protocols;

/// <summary>gRPC calls of a flow against a real server.</summary>
public sealed class GrpcTests
{
    private static readonly string Written = $"descriptors: {{ base64: {CatalogService.Descriptors} }}";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_is_written_and_read_as_json_by_reflection_or_by_descriptors(bool isWritten)
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync(isHttp2: true);

        LoadResult result = await new ProtocolLoad().RunAsync($$"""
            - grpc: shop.v1.Catalog/GetItem
              message: { id: '${n}', tags: [ 'a-${n}' ], state: STATE_OPEN, place: { name: here } }
              metadata: { x-tenant: 't${n}' }
              {{(isWritten ? Written : "name: shop.v1.Catalog/GetItem")}}
              capture: { name: $.name, region: { header: x-region } }
              expect: { json: { $.request.id: '${n}', '$.request.tags[0]': a-7, $.request.state: STATE_OPEN, $.tenant: t7, $.number: 0 } }
              check: { here: { json: $.request.place.name, equals: here } }
            - { grpc: shop.v1.Catalog/GetItem, message: { id: 8, tags: [ '${name}', '${region}' ] }, name: again, expect: { json: { '$.request.tags': [ item 7, eu ] } } }
            """, target.Address);

        Assert.Empty(result.Only.Errors);
        Assert.Equal(1, result.Times("request.shop-v1-catalog-getitem").Count);
        Assert.Equal((1L, 0L), (result.Series("check.here").Counts.Completed, result.Series("check.here").Counts.Failed));
    }

    [Theory]
    [InlineData("message: { id: 404 }", "status NOT_FOUND 1")]
    [InlineData("message: { id: 404 }, code: NOT_FOUND", "")]
    [InlineData("message: { id: 1 }, code: NOT_FOUND", "status OK 1")]
    [InlineData("message: { id: 999 }, timeout: 200ms", "status DEADLINE_EXCEEDED 1")]
    [InlineData("message: { id: '${word}' }", "message: 'ItemRequest.id' is not a valid int64 1")]
    [InlineData("message: { ids: 1 }", "message: 'ItemRequest' has no field 'ids'; did you mean 'id'? 1")]
    [InlineData("message: { id: 1 }, expect: { json: { $.id: 2 } }", "unexpected json $.id 1")]
    [InlineData("message: { id: 1 }, as: items", "the method streams otherwise than the step says 1")]
    public async Task A_status_that_is_not_the_expected_one_is_a_failure_by_name(string keys, string failure)
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync(isHttp2: true);

        LoadResult result = await new ProtocolLoad { Http = "{ headers: { authorization: Bearer long-token } }" }
            .RunAsync($"- {{ set: {{ word: abc }} }}\n- {{ grpc: shop.v1.Catalog/GetItem, {keys}, name: x }}", target.Address);

        Assert.Equal(failure, result.ErrorsOf("request.x"));
        Assert.DoesNotContain(
            "long-token", string.Concat(result.Intervals.SelectMany(i => i.Failures).Select(f => f.Body)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_that_streams_its_answers_is_a_stream()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync(isHttp2: true);

        LoadResult result = await new ProtocolLoad().RunAsync("""
            - { grpc: shop.v1.Catalog/Watch, message: { id: 5 }, as: items, count: 3, name: open, capture: { number: $.number } }
            - { receive: { json: { $.number: '${number + 2}' } }, socket: items, name: next }
            - { close: items }
            - { grpc: shop.v1.Catalog/Watch, message: { id: -2 }, as: few, receive: { json: { $.number: 9 } }, name: broken }
            """, target.Address);

        Assert.Equal("status ABORTED 1", result.ErrorsOf("request.broken"));
        Assert.Equal((1L, 0L), (result.Series("request.next").Counts.Completed, result.Series("request.next").Counts.Failed));
        Assert.InRange(result.Series("stream.items").Counts.Completed, 5, 1000);
        Assert.Equal(2, result.Series("stream.few").Counts.Completed);
    }

    [Theory]
    [InlineData(false, "no reflection: not an answer 1")]
    [InlineData(true, "no reflection: timeout 1")]
    public async Task A_server_that_never_comes_to_the_end_of_its_reflection_is_asked_no_more(bool isSilent, string failure)
    {
        EvasiveReflection reflection = new(isSilent);
        await using RealtimeTarget target = await RealtimeTarget.StartAsync(isHttp2: true, reflection: reflection);

        LoadResult result = await new ProtocolLoad().RunAsync(
            "- { grpc: shop.v1.Catalog/GetItem, message: { id: 1 }, timeout: 1s, name: x }", target.Address);

        Assert.Equal(failure, result.ErrorsOf("request.x"));
        Assert.InRange(reflection.Questions, 1, 2);
    }

    [Fact]
    public async Task What_is_no_grpc_server_or_no_verified_target_is_named()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();
        GuardedNames names = new(
            new ConnectPolicy { Hosts = ["shop.test"] }, (_, _) => Task.FromResult(new[] { IPAddress.Loopback }));

        LoadResult closed = await new ProtocolLoad().RunAsync(
            $"- {{ grpc: 'http://127.0.0.1:1/shop.v1.Catalog/GetItem', name: x, {Written} }}", target.Address);
        LoadResult guarded = await new ProtocolLoad { Names = names }.RunAsync(
            $"- {{ grpc: shop.v1.Catalog/GetItem, name: x, {Written} }}", target.Address);

        Assert.Equal("connection refused 1", closed.ErrorsOf("request.x"));
        Assert.Equal("address not allowed: host is not a verified target 1", guarded.ErrorsOf("request.x"));
    }
}
