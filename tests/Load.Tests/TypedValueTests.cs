using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests;

/// <summary>Values that keep their type in JSON.</summary>
public sealed class TypedValueTests
{
    [Fact]
    public Task A_captured_value_keeps_its_type_in_json_unless_it_is_part_of_a_longer_text() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using RawTarget source = new(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.AnswerAsync(body: """{"n":1.50,"t":true,"z":null,"s":"5","o":{"a":[1]},"q":"x\"y"}""");
            }
        });
        await using var target = await ProtocolTarget.StartAsync();

        LoadResult result = await new LoadDriver { Transports = transports }.RunAsync(
            $$"""
            version: 1
            name: shop
            load:
              browse:
                users: { count: 1, iterations: 1, for: 30s }
                variables: { v: [ abc ], w: [ "7" ] }
                flow:
                  - { get: '{{source.Address}}', capture: { n: $.n, t: $.t, z: $.z, s: $.s, o: $.o, q: $.q } }
                  - post: /ok
                    json:
                      n: '${n}'
                      all: [ '${t}', '${z}', '${s}', '${o}', '${o.a[0]}', '${q}', '${v}', '${w}', '${json(w)}', '${n * 2}' ]
                      text: [ '${text(n)}', 'n=${n}', ' ${t}', 'q=${q}' ]
            """,
            target.Address);

        Assert.Empty(result.Only.Errors);
        Assert.Equal(
            """{"n":1.50,"all":[true,null,"5",{"a":[1]},1,"x\"y","abc","7",7,3],"text":["1.50","n=1.50"," true","q=x\u0022y"]}""",
            Assert.Single(target.Received).Body);
    });

    // A pattern may cut a pair in two, and bytes of an object that are no UTF-8 are found when it is taken out.
    [Fact]
    public Task Half_a_character_and_bytes_that_are_none_are_the_replacement_character() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using RawTarget source = new(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n{\"f\":\"\u00F0\u009F\u0098\u0080\",\"o\":[\"\u00FF\"]}");
            }
        });
        await using var target = await ProtocolTarget.StartAsync();

        LoadResult result = await new LoadDriver { Transports = transports }.RunAsync(
            $$"""
            version: 1
            name: shop
            load:
              browse:
                users: { count: 1, iterations: 1, for: 30s }
                flow:
                  - get: '{{source.Address}}'
                    capture: { half: { regex: 'f":"(.)' }, o: $.o }
                  - post: /ok
                    json: { half: '${half}', longer: '${half}!', o: '${o}' }
            """,
            target.Address);

        Assert.Empty(result.Only.Errors);
        Assert.Equal("{\"half\":\"\uFFFD\",\"longer\":\"\\uFFFD!\",\"o\":[\"\uFFFD\"]}", Assert.Single(target.Received).Body);
    });
}
