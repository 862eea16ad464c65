using System.Text.Json;
using PerfFunctions.Engine.JsonPaths;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Tests.JsonPaths;

public class JsonPathTests
{
    private const string Document = """{"items":[{"id":7,"name":"chair é","odd.name":true},{"id":null}],"n":1.50}""";

    [Theory]
    [InlineData("$.items[0].id", "7")]
    [InlineData("$.items[0].name", "chair é")]
    [InlineData("$.items[0]['odd.name']", "true")]
    [InlineData("$['items'][1].id", "null")]
    [InlineData("$.n", "1.50")]
    [InlineData("$.items[1]", """{"id":null}""")]
    [InlineData("$", Document)]
    public void A_value_is_read_as_text(string path, string value)
    {
        using JsonDocument document = JsonDocument.Parse(Document);
        Assert.True(JsonPath.Parse(path).TryRead(document.RootElement, out Value read));
        Assert.Equal(value, read.Text);
    }

    [Theory]
    [InlineData("$.items[*].id", "[7,null]")]
    [InlineData("$.items[-1].id", "[null]")]
    [InlineData("$..id", "[7,null]")]
    [InlineData("$.list[1:3]", "[2,3]")]
    [InlineData("$.list[::-2]", "[3,1]")]
    [InlineData("$.list[0, 2]", "[1,3]")]
    [InlineData("$.list[?@ > 1]", "[2,3]")]
    [InlineData("$.items[?@.id].name", "[\"chair é\"]")]
    [InlineData("$.items[?@.id == 7 && !@.none].id", "[7]")]
    [InlineData("$.items[?@.id == null || @.id == 8]", "[{\"id\":null}]")]
    [InlineData("$.items[?length(@.name) == 7].id", "[7]")]
    [InlineData("$.items[?count(@.*) > 1].id", "[7]")]
    [InlineData("$.items[?search(@.name, '^ch')].id", "[7]")]
    [InlineData("$.items[?match(@.name, 'ch')].id", "[]")]
    [InlineData("$.items[?@.id > $.n].id", "[7]")]
    [InlineData("$.none[*]", "[]")]
    public void A_path_may_lead_to_several_values(string path, string values)
    {
        using JsonDocument document = JsonDocument.Parse("""{"items":[{"id":7,"name":"chair é"},{"id":null}],"n":1.50,"list":[1,2,3]}""");
        Assert.Equal(values, $"[{string.Join(',', JsonPath.Parse(path).Select(document.RootElement).Select(e => e.GetRawText()))}]");
    }

    [Fact]
    public void A_path_does_not_look_at_more_than_it_may()
    {
        string wide = $"[{string.Join(',', Enumerable.Repeat("[1,2,3,4,5,6,7,8,9]", 30_000))}]";
        using JsonDocument document = JsonDocument.Parse(wide);
        Assert.Empty(JsonPath.Parse("$..*").Select(document.RootElement));
        Assert.Equal(30_000, JsonPath.Parse("$[*][0]").Select(document.RootElement).Count);
    }

    [Theory]
    [InlineData("$.items[2]")]
    [InlineData("$.items.id")]
    [InlineData("$.n[0]")]
    [InlineData("$.N")]
    [InlineData("$.items[0].id.x")]
    public void What_is_not_there_is_not_read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(Document);
        Assert.False(JsonPath.Parse(path).TryRead(document.RootElement, out _));
    }

    [Fact]
    public void A_text_that_no_string_can_hold_is_not_read()
    {
        using JsonDocument document = JsonDocument.Parse("""{"a":"\ud800"}""");
        Assert.False(JsonPath.Parse("$.a").TryRead(document.RootElement, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("items")]
    [InlineData("$items")]
    [InlineData("$.")]
    [InlineData("$..a..b..c")]
    [InlineData("$[?]")]
    [InlineData("$[?@.a <]")]
    [InlineData("$[?@.a = 1]")]
    [InlineData("$[?@.a == 1")]
    [InlineData("$[?search(@.a, '(')]")]
    [InlineData("$[?((((((((((((@.a))))))))))))]")]
    [InlineData("$[1 2]")]
    [InlineData("$[]")]
    [InlineData("$[1")]
    [InlineData("$['a]")]
    [InlineData("$[99999999999999999999]")]
    [InlineData("$.a b")]
    public void What_is_no_path_is_refused(string path)
    {
        Assert.False(JsonPath.TryParse(path, out _));
        Assert.Throws<FormatException>(() => JsonPath.Parse(path));
    }
}
