using System.Text;
using CsCheck;
using PerfFunctions.Engine.RealUsers;

namespace PerfFunctions.Engine.Tests.RealUsers;

public class BeaconReaderTests
{
    [Fact]
    public void A_page_view_has_its_path_and_the_metrics_that_are_known()
    {
        RealUserView view = Assert.Single(Read(
            """{ "path": "/p/12?user=anna#top", "id": "v5-1", "metrics": { "LCP": 1234.5, "cls": 0.02, "fid": 3, "inp": 96 }, "user": { "a": [ 1 ] } }"""));
        Assert.Equal("/p/12", view.Path);
        Assert.Equal([("lcp", 1234.5), ("cls", 0.02), ("inp", 96)], view.Values.Select(v => (v.Metric.Name, v.Value)));
    }

    [Fact]
    public void A_beacon_may_hold_several_page_views() =>
        Assert.Equal(["/", "/p/1"], Read("""[ { "path": "/", "metrics": { "ttfb": 1 } }, { "path": "/p/1", "metrics": { "ttfb": 2 } } ]""").Select(v => v.Path));

    [Theory]
    [InlineData("-1")]
    [InlineData("-0.0001")]
    [InlineData("600001")]
    [InlineData("1e999")]
    [InlineData("1e308")]
    public void A_value_that_no_browser_can_have_measured_is_left_out(string value) => Assert.Equal(
        ["fcp"], Assert.Single(Read($$"""{ "path": "/", "metrics": { "lcp": {{value}}, "fcp": 10 } }""")).Values.Select(v => v.Metric.Name));

    [Fact]
    public void Of_a_metric_that_comes_twice_the_first_counts() =>
        Assert.Equal([1.0], Assert.Single(Read("""{ "path": "/", "metrics": { "lcp": 1, "LCP": 2, "lcp": 3 } }""")).Values.Select(v => v.Value));

    [Theory]
    [InlineData("", "", "is not valid JSON")]
    [InlineData("{", "", "is not valid JSON")]
    [InlineData("{ 'path': '/' }", "", "is not valid JSON")]
    [InlineData("""{ "path": "/", "metrics": { "lcp": NaN } }""", "", "is not valid JSON")]
    [InlineData("""{ "path": "/", "metrics": { "lcp": Infinity } }""", "", "is not valid JSON")]
    [InlineData("""{ "path": "\ud800", "metrics": { "lcp": 1 } }""", "", "is not valid JSON")]
    [InlineData("""{ "path": "/", "metrics": { "\ud800": 1 } }""", "", "is not valid JSON")]
    [InlineData("[[[[[[[[[[[[1]]]]]]]]]]]]", "", "is not valid JSON")]
    [InlineData("null", "", "is not a page view")]
    [InlineData("1", "", "is not a page view")]
    [InlineData("[]", "", "has 0 page views")]
    [InlineData("[ 1 ]", "[0]", "is not a page view")]
    [InlineData("{}", "path", "is missing, or not a text")]
    [InlineData("""{ "path": 1, "metrics": { "lcp": 1 } }""", "path", "is missing, or not a text")]
    [InlineData("""{ "path": "", "metrics": { "lcp": 1 } }""", "path", "is not a path")]
    [InlineData("""{ "path": "https://shop.example/", "metrics": { "lcp": 1 } }""", "path", "is not a path")]
    [InlineData("""{ "path": "/" }""", "metrics", "is missing, or not an object")]
    [InlineData("""{ "path": "/", "metrics": [ 1 ] }""", "metrics", "is missing, or not an object")]
    [InlineData("""{ "path": "/", "metrics": {} }""", "metrics", "is empty")]
    [InlineData("""{ "path": "/", "metrics": { "lcp": "1" } }""", "metrics.lcp", "is not a number")]
    [InlineData("""{ "path": "/", "metrics": { "lcp": null } }""", "metrics.lcp", "is not a number")]
    [InlineData("""[ { "path": "/", "metrics": { "lcp": 1 } }, { "path": "/", "metrics": { "lcp": {} } } ]""", "[1].metrics.lcp", "is not a number")]
    public void What_is_not_a_beacon_is_refused_and_the_place_is_named(string text, string field, string message)
    {
        Assert.False(BeaconReader.TryRead(Encoding.UTF8.GetBytes(text), out IReadOnlyList<RealUserView>? views, out BeaconProblem? problem));
        Assert.Null(views);
        Assert.Equal((field, message), (problem.Field, problem.Message));
        Assert.NotEmpty(problem.Allowed);
    }

    [Fact]
    public void Too_much_of_anything_is_refused()
    {
        string many = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"m{i}\":1"));
        Assert.Equal("has too many metrics", Problem($$"""{ "path": "/", "metrics": { {{many}} } }""").Message);
        string views = string.Join(',', Enumerable.Repeat("""{ "path": "/", "metrics": { "lcp": 1 } }""", 10_000));
        Assert.Equal("has 10000 page views", Problem($"[{views}]").Message);
        Assert.Equal("is not a path", Problem($$"""{ "path": "/{{new string('a', 2_000)}}", "metrics": { "lcp": 1 } }""").Message);
        Assert.Equal("is not valid JSON", Problem(string.Concat(Enumerable.Repeat("""{"a":""", 4_000))).Message);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused() => Assert.False(
        BeaconReader.TryRead("{ \"path\": \"/\xff\xfe\", \"metrics\": { \"lcp\": 1 } }"u8.ToArray().Select(b => b == 0xC3 ? (byte)0xFF : b).ToArray(), out _, out _));

    [Fact]
    public void No_change_of_a_beacon_makes_the_reader_throw()
    {
        byte[] beacon = Encoding.UTF8.GetBytes("""[ { "path": "/p/12", "metrics": { "lcp": 1234.5, "cls": 2e-2 } } ]""");
        Gen.Select(Gen.Int[0, beacon.Length - 1], Gen.Byte, Gen.Int[0, beacon.Length]).Sample((at, value, length) =>
        {
            byte[] changed = [.. beacon];
            changed[at] = value;
            bool isRead = BeaconReader.TryRead(changed.AsMemory(0, length), out IReadOnlyList<RealUserView>? views, out BeaconProblem? problem);
            return isRead ? views is not null && problem is null && views.SelectMany(v => v.Values).All(v => v.Metric.Believes(v.Value)) : problem is not null;
        });
    }

    private static IReadOnlyList<RealUserView> Read(string text)
    {
        Assert.True(BeaconReader.TryRead(Encoding.UTF8.GetBytes(text), out IReadOnlyList<RealUserView>? views, out BeaconProblem? problem), problem?.Message);
        return views;
    }

    private static BeaconProblem Problem(string text)
    {
        Assert.False(BeaconReader.TryRead(Encoding.UTF8.GetBytes(text), out _, out BeaconProblem? problem));
        return problem;
    }
}
