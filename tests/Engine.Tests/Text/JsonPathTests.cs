using System.Text.Json;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Tests.Text;

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
    [InlineData("$..a")]
    [InlineData("$.*")]
    [InlineData("$[*]")]
    [InlineData("$[-1]")]
    [InlineData("$[]")]
    [InlineData("$[1")]
    [InlineData("$['a]")]
    [InlineData("$[99999999999]")]
    [InlineData("$.a b")]
    public void What_is_no_path_is_refused(string path)
    {
        Assert.False(JsonPath.TryParse(path, out _));
        Assert.Throws<FormatException>(() => JsonPath.Parse(path));
    }
}
