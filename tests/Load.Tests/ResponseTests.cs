using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Load.Tests;

/// <summary>What is taken from responses, and what is expected of them.</summary>
public sealed class ResponseTests
{
    private const string Json =
        """{ "state": "OK", "n": 5, "user": { "b": 2, "a": 1 }, "items": [ { "id": 1, "price": 5 }, { "id": "x", "price": 12 }, { "id": 3, "price": 7 } ] }""";

    private const string Html =
        "<html><head><meta name=csrf content='t-1'></head><body><h1> Shop </h1><a href=/a>A</a><a href=/b>B</a><form><input name=csrf value=t-2></form></body></html>";

    [Theory]
    [InlineData(Json, "{ json: '$.items[?@.price < 10].id', pick: all }", "[1,3]")]
    [InlineData(Json, "{ json: $.items, pick: count }", "3")]
    [InlineData(Json, "{ json: '$.items[*].id', pick: last }", "3")]
    [InlineData(Json, "{ json: '$..price', pick: first }", "5")]
    [InlineData(Json, "{ json: $.none, default: 9 }", "9")]
    [InlineData(Html, "{ json: $.none, default: null }", "null")]
    [InlineData(Html, "{ css: h1 }", "Shop")]
    [InlineData(Html, "{ css: 'meta[name=csrf]', attribute: content }", "t-1")]
    [InlineData(Html, "{ css: a, attribute: href, pick: all }", """["/a","/b"]""")]
    [InlineData(Html, "{ css: 'a.none', pick: count }", "0")]
    [InlineData(Html, "{ between: [ 'href=', '>' ], pick: last }", "/b")]
    [InlineData(Html, "{ regex: 'value=([^>]+)' }", "t-2")]
    [InlineData(Html, "{ regex: 'href=/(.)', pick: all }", """["a","b"]""")]
    [InlineData(Html, "{ cookie: sid }", "s-1")]
    [InlineData(Html, "{ from: status }", "200")]
    [InlineData("short", "{ from: size }", "5")]
    [InlineData("short", "{ from: body }", "short")]
    public async Task A_value_is_captured(string body, string capture, string value)
    {
        (ScenarioSummary browse, string? next) = await RunAsync(body, $"capture: {{ v: {capture} }}", "/?v=${v}");

        Assert.Empty(browse.Errors);
        Assert.Equal($"/?v={Uri.EscapeDataString(value)}", next);
    }

    [Theory]
    [InlineData(Json, "{ json: '$.items[9].id' }", "capture v not found")]
    [InlineData(Json, "{ json: '$.items[?@.price > 90].id', pick: random }", "capture v not found")]
    [InlineData(Html, "{ json: $.a }", "capture v: response is not JSON")]
    [InlineData(Html, "{ cookie: none }", "capture v not found")]
    public async Task A_value_that_is_not_there_is_a_failure(string body, string capture, string failure)
    {
        (ScenarioSummary browse, string? next) = await RunAsync(body, $"capture: {{ v: {capture} }}", "/?v=${v}");

        Assert.Equal([failure], browse.Errors.Keys);
        Assert.Null(next);
    }

    [Theory]
    [InlineData("json: { $.state: OK, $.n: 5, $.user: { equals: { a: 1, b: 2 } }, '$.items[*]': { count: 3 }, $.none: { exists: false } }", null)]
    [InlineData("json: { '$.items[0].id': '${one}' }", null)]
    [InlineData("json: { $.n: { above: 4, below: 5.5, not: 4 } }", null)]
    [InlineData("json: { $.state: KO }", "unexpected json $.state")]
    [InlineData("json: { $.none: { not: 1 } }", "unexpected json $.none")]
    [InlineData("json: { $.items: { count: '> 3' } }", "unexpected json $.items")]
    [InlineData("body: { contains: state, not: error, matches: '\"n\": [0-9]' }", null)]
    [InlineData("body: { not: state }", "unexpected body")]
    [InlineData("headers: { Set-Cookie: { matches: '^sid=' }, X-None: { exists: false } }", null)]
    [InlineData("headers: { Set-Cookie: SID }", null)]
    [InlineData("headers: { Set-Cookie: { not: sid } }", "unexpected header Set-Cookie")]
    [InlineData("headers: { X-None: '' }", "unexpected header X-None")]
    [InlineData("size: '< 1kB'", null)]
    [InlineData("size: '< 10B'", "unexpected size")]
    public async Task An_expectation_that_is_not_met_is_a_failure_with_its_name(string expect, string? failure)
    {
        (ScenarioSummary browse, _) = await RunAsync(Json, $"expect: {{ {expect} }}", "/next");

        Assert.Equal(failure is null ? [] : [failure], browse.Errors.Keys);
    }

    [Theory]
    [InlineData("{ json: '$.items[*].price', pick: count, above: 2, below: 4 }", 0)]
    [InlineData("{ json: $.state, matches: '^K' }", 1)]
    [InlineData("{ status: 2xx, size: '> 10B', body: { not: error } }", 0)]
    [InlineData("{ json: $.none, exists: false }", 0)]
    [InlineData("{ json: $.n, equals: '${one * 5}' }", 0)]
    public async Task A_check_counts_and_fails_nothing(string check, int failed)
    {
        (ScenarioSummary browse, string? next) = await RunAsync(Json, $"check: {{ c: {check} }}", "/next");

        Assert.Equal((1, failed), (browse.Series.Single(s => s.Key == "check.c").Counts.Completed, browse.Series.Single(s => s.Key == "check.c").Counts.Failed));
        Assert.Equal("/next", next);
    }

    [Fact]
    public async Task Parameters_of_a_query_are_encoded_and_come_after_those_of_the_address()
    {
        (_, string? next) = await RunAsync(Json, "capture: { v: $.state }", "/a?b=1", ", query: { 'q &': 'x&${v}', page: 2 }");

        Assert.Equal("/a?b=1&q%20%26=x%26OK&page=2", next);
    }

    private static async Task<(ScenarioSummary Browse, string? Next)> RunAsync(string body, string keys, string next, string more = "")
    {
        List<string> paths = [];
        await using RawTarget target = new(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                paths.Add(request.Split(' ')[1]);
                await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nSet-Cookie: sid=s-1; Path=/\r\n\r\n{body}");
            }
        });
        LoadResult result = await new LoadDriver().RunAsync(
            $$"""
            version: 1
            name: shop
            load:
              browse:
                users: { count: 1, iterations: 1, for: 20s }
                variables: { one: 1 }
                flow:
                  - get: /first
                    {{keys}}
                  - { get: '{{next}}'{{more}} }
            """,
            target.Address);
        return (result.Only, paths.Count > 1 ? paths[1] : null);
    }
}
