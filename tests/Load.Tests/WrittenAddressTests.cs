using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.Load.Tests;

/// <summary>Values and addresses as they stand on the wire.</summary>
public sealed class WrittenAddressTests
{
    [Theory]
    [InlineData("/s?q=${v}&n=1", "a#b&c+d?e/f%41 g\u00FC", "/s?q=a%23b%26c%2Bd%3Fe%2Ff%2541%20g%C3%BC&n=1")]
    [InlineData("/p/${v}/x", "a/../b?c", "/p/a%2F..%2Fb%3Fc/x")]
    [InlineData("/p/${raw(v)}", "a/b?c=d%41 e", "/p/a/b?c=d%41%20e")]
    [InlineData("/p/${raw(rows.v)}", "a/b", "/p/a/b")]
    [InlineData("/p/${rows.v}", "a/b", "/p/a%2Fb")]
    [InlineData("${v}", "/next?a=b%2Fc&d=e", "/next?a=b%2Fc&d=e")]
    [InlineData("/%7Euser/a%2fb/./c/../d?x=%7e&y=[1]&z=100%#part", "x", "/%7Euser/a%2fb/./c/../d?x=%7e&y=[1]&z=100%25")]
    [InlineData("/m\u00FCnchen?q=\u20AC\uD83D\uDE00", "x", "/m%C3%BCnchen?q=%E2%82%AC%F0%9F%98%80")]
    [InlineData("?q=1", "x", null)]
    public Task A_value_does_not_change_the_address_and_what_is_written_is_sent(string path, string value, string? sent) => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using RawTarget target = Answering();
        string yaml = Plan($"get: '{path}'", value);
        if (sent is null)
        {
            Assert.False(PlanParser.Parse(yaml).IsValid);
            return;
        }

        LoadResult result = await new LoadDriver { Transports = transports }.RunAsync(yaml, target.Address);

        Assert.Empty(result.Only.Errors);
        Assert.Equal($"GET {sent} HTTP/1.1", Assert.Single(target.Received).Split("\r\n")[0]);
    });

    [Theory]
    [InlineData("Grüße")]
    [InlineData("\u65E5\u672C")]
    [InlineData("a\\u0001b")]
    public Task A_value_that_no_header_can_hold_fails_the_request_and_is_never_sent_as_another(string value) => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using RawTarget target = Answering();

        LoadResult result = await new LoadDriver { Transports = transports }.RunAsync(Plan("get: /, headers: { x-name: '${v}' }", value), target.Address);

        Assert.Equal("header x-name: a value is not printable ASCII", Assert.Single(result.Only.Errors).Key);
        Assert.Empty(target.Received);
    });

    [Theory]
    [InlineData("/${raw()}")]
    [InlineData("/${raw(v, w)}")]
    [InlineData("/${raw(unknown)}")]
    [InlineData("/${raw(rows.unknown)}")]
    public void A_raw_value_must_be_one_that_there_is(string path) => Assert.False(PlanParser.Parse(Plan($"get: '{path}'", "x")).IsValid);

    private static RawTarget Answering() => new(async connection =>
    {
        while (await connection.ReadRequestAsync() is not null)
        {
            await connection.AnswerAsync();
        }
    });

    private static string Plan(string step, string value) =>
        $$"""
        version: 1
        name: shop
        feeds: { rows: { json: [ { v: "{{value}}" } ] } }
        load:
          browse:
            users: { count: 1, iterations: 1, for: 30s }
            variables: { v: [ "{{value}}" ] }
            flow: [ { {{step}} } ]
        """;
}
