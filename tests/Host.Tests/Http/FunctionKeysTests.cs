using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using PerfFunctions.Host.Http;

namespace PerfFunctions.Host.Tests.Http;

public sealed class FunctionKeysTests
{
    [Theory]
    [InlineData("function", null, null, false)]
    [InlineData("function", "wrong", null, false)]
    [InlineData("function", "fkey", null, true)]
    [InlineData("function", "akey", null, true)]
    [InlineData("function", null, "fkey", true)]
    [InlineData("admin", "fkey", null, false)]
    [InlineData("admin", "akey", null, true)]
    [InlineData("anonymous", null, null, true)]
    [InlineData(null, null, null, false)]
    public void A_key_is_asked_for_by_level(string? level, string? header, string? query, bool expected)
    {
        FunctionKeys keys = Keys("Host:Keys:Function=fkey", "Host:Keys:Admin=akey");
        var context = new DefaultHttpContext();
        context.Request.Headers["x-functions-key"] = header;
        context.Request.QueryString = query is null ? default : QueryString.Create("code", query);
        Assert.Equal(expected, keys.Allow(context, level));
        Assert.False(keys.IsOpen);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.1.2.3", false)]
    public void Without_keys_whoever_comes_by_loopback_is_let_in(string local, bool expected)
    {
        var context = new DefaultHttpContext();
        context.Connection.LocalIpAddress = System.Net.IPAddress.Parse(local);
        Assert.Equal(expected, Keys().Allow(context, "admin"));
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://127.0.0.1:0;http://[::]:0")]
    public void Without_keys_the_host_does_not_listen_beyond_this_machine(string urls)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Keys($"urls={urls}"));
        Assert.Contains("Host:Keys:Admin", refused.Message, StringComparison.Ordinal);
        Keys($"urls={urls}", "Host:Keys:Admin=akey");
    }

    private static FunctionKeys Keys(params string[] settings) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1])).Build());
}
