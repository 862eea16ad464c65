namespace PerfFunctions.Load.Tests.Flows;

/// <summary>What the functions of a template give.</summary>
public sealed class FunctionTests
{
    // Half past six of the morning of 4 March 2025, a Tuesday.
    private static readonly DateTimeOffset Morning = new(2025, 3, 4, 8, 30, 15, 250, TimeSpan.FromHours(2));

    [Theory]
    [InlineData("${base64(v)}", "w6Q/JmI+")]
    [InlineData("${base64url(v)}", "w6Q_JmI-")]
    [InlineData("${base64(w)}", "YQ==")]
    [InlineData("${base64url(w)}", "YQ")]
    [InlineData("${hex(v)}", "c3a43f26623e")]
    [InlineData("${urlEncode(v)}", "%C3%A4%3F%26b%3E")]
    [InlineData("${sha256(w)}", "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb")]
    [InlineData("${hmac(fox, secret(key))}", "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8")]
    [InlineData("${hmac(fox, secret(key), 'base64')}", "97yD9DBThCSxMpjmqm+xQ+9NWaFJRhdZl0edvC0aPNg=")]
    public void Values_are_encoded_hashed_and_signed(string text, string expected)
    {
        const string Variables = "{ v: 'ä?&b>', w: a, fox: The quick brown fox jumps over the lazy dog }";
        ParsedFlow flow = new("- get: /", Variables, secrets: new Dictionary<string, string> { ["key"] = "key" });

        Assert.Equal(expected, flow.Render(text));
    }

    [Theory]
    [InlineData("${now()}", "2025-03-04T06:30:15.250Z")]
    [InlineData("${now('unix')}", "1741069815")]
    [InlineData("${now('ms')}", "1741069815250")]
    [InlineData("${now('yyyy-MM-dd')}", "2025-03-04")]
    [InlineData("${now('d')}", "4")]
    [InlineData("${now('ddd dd/MMM yy hh:mm tt')}", "Tue 04/Mar 25 06:30 AM")]
    [InlineData("${now('yyyyMMddTHHmmssZ')}", "20250304T063015Z")]
    [InlineData("${now('+1d', 'yyyy-MM-dd')}", "2025-03-05")]
    [InlineData("${now('-2h')}", "2025-03-04T04:30:15.250Z")]
    [InlineData("${now('-90m', 'HH:mm')}", "05:00")]
    [InlineData("${now('+45s', 'ss.fff')}", "00.250")]
    [InlineData("${now('-1s', 'unix')}", "1741069814")]
    public void The_time_is_written_in_utc_with_format_and_offset(string text, string expected) =>
        Assert.Equal(expected, new ParsedFlow("- get: /", time: new StoppedClock()).Render(text));

    [Fact]
    public void A_random_text_has_letters_and_digits_and_is_the_same_for_the_same_seed()
    {
        ParsedFlow flow = new("- get: /");
        string[] texts = [.. Enumerable.Range(0, 100).Select(n => flow.Render("${randomText(8)}", n))];

        Assert.All(texts, t => Assert.Matches("^[A-Za-z0-9]{8}$", t));
        Assert.Equal(100, texts.Distinct().Count());
        Assert.Equal(62, string.Concat(texts).Distinct().Count());
        Assert.Equal(texts, Enumerable.Range(0, 100).Select(n => new ParsedFlow("- get: /").Render("${randomText(8)}", n)));
        Assert.Equal(1000, flow.Render("${randomText(1000)}").Length);
    }

    [Fact]
    public void Items_are_drawn_evenly()
    {
        ParsedFlow flow = new("- get: /");
        var counts = Enumerable.Range(0, 3000)
            .GroupBy(n => flow.Render("${randomItem('red', 'dark green', 3)}", n))
            .ToDictionary(g => g.Key, g => g.Count());

        Assert.Equal(["3", "dark green", "red"], counts.Keys.Order(StringComparer.Ordinal));
        Assert.All(counts.Values, count => Assert.InRange(count, 900, 1100));
    }

    [Fact]
    public void What_is_percent_encoded_is_not_encoded_again_in_an_address()
    {
        ParsedFlow flow = new("- get: /", "{ v: 'a b' }");

        Assert.Equal("/?a=a%20b&b=a%20b&c=YSBi", flow.RenderAddress("/?a=${v}&b=${urlEncode(v)}&c=${base64(v)}"));
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Morning;
    }
}
