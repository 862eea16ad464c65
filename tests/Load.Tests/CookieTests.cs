namespace PerfFunctions.Load.Tests;

/// <summary>Cookies as a server sees them.</summary>
public sealed class CookieTests
{
    [Fact]
    public Task Values_with_commas_come_back_whole_beside_the_plans_own_in_one_header() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using RawTarget target = new(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.SendAsync(
                    "HTTP/1.1 200 OK\r\nSet-Cookie: prefs=a,b,c; Path=/\r\nSet-Cookie: cart={\"a\":1,\"b\":2}\r\nSet-Cookie: name=J\u00FCrgen\r\nContent-Length: 0\r\n\r\n");
            }
        });

        await new LoadDriver { Transports = transports }.RunAsync(
            """
            version: 1
            name: shop
            load:
              browse:
                users: { count: 1, iterations: 2, for: 30s }
                http: { cookies: per-user }
                flow: [ { get: /, headers: { cookie: own=1 } } ]
            """,
            target.Address);

        Assert.Equal(
            ["Cookie: own=1", "Cookie: own=1; prefs=a,b,c; cart={\"a\":1,\"b\":2}; name=J\u00FCrgen"],
            target.Received.Select(r => Assert.Single(r.Split("\r\n"), line => line.StartsWith("cookie:", StringComparison.OrdinalIgnoreCase))).Select(l => $"C{l[1..]}"));
    });
}
