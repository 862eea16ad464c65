using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Load.Tests;

/// <summary>Bodies from files beside the plan, over every transport.</summary>
public sealed class FileBodyTests
{
    private const string Plan = """
        version: 1
        name: shop
        load:
          upload:
            users: { count: 1, iterations: 3, for: 30s }
            onFailure: continue
            flow:
              - { post: /ok?same, body: { file: large.bin } }
              - { put: '/ok?other${iteration()}', headers: { x-turn: '${iteration()}' }, body: { file: large.bin } }
              - { post: /ok?order, body: { file: order.json, template: true } }
              - { post: /ok?plain, body: { file: order.json } }
              - { post: /ok?form, multipart: { scan: { file: scans/a.pdf, type: application/pdf } } }
        """;

    private static readonly byte[] Large = [.. Enumerable.Range(0, 3_000_000).Select(i => (byte)(i % 251))];

    private static readonly PlanFiles Files = new(
    [
        PlanFile.Of("large.bin", Large),
        PlanFile.Of("order.json", """{ "turn": "${iteration()}" }"""u8.ToArray()),
        PlanFile.Of("scans/a.pdf", "%PDF ${x}"u8.ToArray()),
    ]);

    [Fact]
    public Task Bodies_arrive_to_the_byte_also_where_their_heads_differ() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using ProtocolTarget target = await ProtocolTarget.StartAsync();

        LoadResult result = await new LoadDriver { Transports = transports }.RunAsync(PlanText.Valid(Plan, Files), target.Address);

        Assert.Empty(result.Only.Errors);
        Assert.Equal(15, target.Received.Count);
        Assert.All(Of(target, "same").Concat(Of(target, "other")), r => Assert.True(r.Bytes.Span.SequenceEqual(Large)));
        Assert.Equal(["{ \"turn\": 0 }", "{ \"turn\": 1 }", "{ \"turn\": 2 }"], Of(target, "order").Select(r => r.Body).Order());
        Assert.All(Of(target, "plain"), r => Assert.Equal(
            ("""{ "turn": "${iteration()}" }""", "application/json"), (r.Body, r.Headers["Content-Type"])));
        Assert.All(Of(target, "form"), r => Assert.Contains(
            "name=\"scan\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF ${x}\r\n--", r.Body, StringComparison.Ordinal));
    });

    private static IEnumerable<ReceivedRequest> Of(ProtocolTarget target, string query) =>
        target.Received.Where(r => r.Path.Contains($"?{query}", StringComparison.Ordinal));
}
