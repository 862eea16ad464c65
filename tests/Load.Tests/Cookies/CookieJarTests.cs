using PerfFunctions.Load.Cookies;

namespace PerfFunctions.Load.Tests.Cookies;

/// <summary>What RFC 6265 has a browser keep, and send.</summary>
public sealed class CookieJarTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("prefs=a,b,c", "prefs=a,b,c")]
    [InlineData("cart={\"a\":1,\"b\":[2,3]}; Path=/", "cart={\"a\":1,\"b\":[2,3]}")]
    [InlineData("q=\"x y\"; HttpOnly", "q=\"x y\"")]
    [InlineData(" a = b = c ;Secure=no", null)]
    [InlineData(" a = b = c ; SameSite=Lax", "a=b = c")]
    [InlineData("empty=", "empty=")]
    [InlineData("=nameless", null)]
    [InlineData("nothing", null)]
    [InlineData("old=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", null)]
    [InlineData("new=1; Expires=Thursday, 01-Jan-70 00:00:00 GMT; Max-Age=60", "new=1")]
    [InlineData("new=1; Expires=Sun Mar  1 12:00:01 2026", "new=1")]
    [InlineData("odd=1; Expires=tomorrow", "odd=1")]
    [InlineData("gone=1; Max-Age=0", null)]
    [InlineData("gone=1; Max-Age=-99999999999999999999", null)]
    [InlineData("kept=1; Max-Age=99999999999999999999", "kept=1")]
    [InlineData("kept=1; Max-Age=soon", "kept=1")]
    [InlineData("up=1; Domain=example", null)]
    [InlineData("up=1; Domain=.shop.example", "up=1")]
    [InlineData("down=1; Domain=eu.www.shop.example", null)]
    [InlineData("other=1; Domain=bank.example", null)]
    [InlineData("here=1; Domain=", "here=1")]
    [InlineData("path=1; Path=/a", "path=1")]
    [InlineData("path=1; Path=/a/b/c", null)]
    [InlineData("path=1; Path=relative", "path=1")]
    public void A_cookie_is_kept_as_it_is_written_and_sent_where_it_belongs(string set, string? sent)
    {
        CookieJar jar = new();

        jar.Take(new Uri("http://www.shop.example/a/b"), set, Now);

        Assert.Equal(sent, jar.HeaderFor(new Uri("http://www.shop.example/a/b"), Now));
    }

    [Fact]
    public void Longer_paths_come_first_then_older_ones_and_one_that_is_set_again_keeps_its_place()
    {
        CookieJar jar = new();
        foreach (string set in new[] { "a=1; Path=/", "b=1; Path=/", "c=1; Path=/x", "a=2; Path=/" })
        {
            jar.Take(new Uri("http://shop.example/x/y"), set, Now);
        }

        Assert.Equal("c=1; a=2; b=1", jar.HeaderFor(new Uri("http://shop.example/x"), Now));
        Assert.Equal("a=2; b=1", jar.HeaderFor(new Uri("http://shop.example/xyz"), Now));
    }

    [Theory]
    [InlineData("own=1", "http://eu.shop.example/", null)]
    [InlineData("all=1; Domain=shop.example", "http://eu.shop.example/", "all=1")]
    [InlineData("all=1; Domain=shop.example", "http://myshop.example/", null)]
    [InlineData("safe=1; Secure", "http://shop.example/", null)]
    [InlineData("safe=1; Secure", "https://shop.example/", "safe=1")]
    [InlineData("port=1", "http://SHOP.example:8080/", "port=1")]
    public void A_cookie_goes_to_its_own_host_domain_and_scheme(string set, string to, string? sent)
    {
        CookieJar jar = new();

        jar.Take(new Uri("https://shop.example/"), set, Now);

        Assert.Equal(sent, jar.HeaderFor(new Uri(to), Now));
    }

    [Fact]
    public void A_cookie_ends_when_its_time_is_over_and_one_that_is_set_as_over_goes()
    {
        CookieJar jar = new();
        Uri shop = new("http://shop.example/");
        jar.Take(shop, "short=1; Max-Age=60", Now);
        jar.Take(shop, "long=1", Now);

        Assert.Equal("short=1; long=1", jar.HeaderFor(shop, Now.AddSeconds(59)));
        Assert.Equal("long=1", jar.HeaderFor(shop, Now.AddSeconds(60)));
        jar.Take(shop, "long=; Max-Age=0", Now);
        Assert.Null(jar.HeaderFor(shop, Now));
    }

    [Fact]
    public void A_jar_has_limits_and_lets_go_what_was_not_used_for_longest()
    {
        CookieJar jar = new();
        Uri shop = new("http://shop.example/");
        jar.Take(shop, $"big={new string('x', 4094)}", Now);
        for (int i = 0; i < 60; i++)
        {
            jar.Take(shop, $"c{i}=1", Now);
        }

        string[] sent = jar.HeaderFor(shop, Now)!.Split("; ");

        Assert.Equal(Enumerable.Range(10, 50).Select(i => $"c{i}=1"), sent);
    }
}
