using System.Text;
using System.Text.Json;
using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.JsonPaths;
using PerfFunctions.Engine.Tests.Expressions;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Tests.Values;

/// <summary>A target may send anything: a value of it never throws when it is used.</summary>
public sealed class HostileValueTests
{
    private static readonly string[] Paths =
    [
        "$.a", "$.none", "$..*", "$..a", "$[?@.a == 'x']", "$[?@ == $.a]", "$..[?@.a == $.a]", "$..[?length(@) > 0]", "$..[?search(@, 'x')]",
    ];

    // Each with half of a surrogate pair, or a byte that is no UTF-8, in texts and in names.
    public static TheoryData<string> Documents =>
    [
        """["\ud800", 1]""", """{ "a": "\ud800" }""", """{ "a": 2, "\ud800": 1 }""", """{ "a": { "b\udc00": [ "x\udc00" ] } }""", """ "\ud800" """,
        "[\"\u00FF\", 1]", "{\"a\": \"\u00FF\"}", "{\"a\": 2, \"\u00FF\": 1}", "{\"a\": {\"b\u00FF\": [\"x\u00FF\\n\"]}}", "\"\u00FF\"",
    ];

    public static TheoryData<string, string> Texts => new()
    {
        { "\uD800", "\uFFFD" },
        { "a\uDC00b", "a\uFFFDb" },
        { "\uD83D\uDE00", "\uD83D\uDE00" },
    };

    [Theory]
    [MemberData(nameof(Documents), DisableDiscoveryEnumeration = true)]
    public void A_value_of_hostile_json_can_be_used_in_every_way(string latin)
    {
        using var document = JsonDocument.Parse(Encoding.Latin1.GetBytes(latin));
        Value value = Value.Of(document.RootElement);

        Assert.All([.. value.Items() ?? [], .. value.Members(), value.Member("a"), value.Member("\uD800")], v => Assert.NotNull(Value.ReadJson(v.ToJson())));
        Assert.True(value.IsNull || value.Kind == ValueKind.Text || value.IsSameJson(value));
        Assert.True(ValueComparison.Holds(value, ComparisonOperator.Equal, value));
        Assert.All(Paths.Select(JsonPath.Parse), path =>
        {
            Assert.All(path.Select(document.RootElement), found => Assert.NotNull(Value.Of(found).Text));
            path.TryRead(document.RootElement, out _);
        });
    }

    [Fact]
    public void A_name_that_cannot_be_decoded_hides_no_other()
    {
        var value = Value.ReadJson("""{ "a": 1, "a": 2, "\ud800": 3 }""")!.Value;

        Assert.Equal(("2", "null"), (value.Member("a").Text, value.Member("b").Text));
    }

    [Theory]
    [MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public void A_text_holds_no_half_of_a_surrogate_pair(string text, string held)
    {
        SampleValues values = new() { ["v"] = text };

        Assert.Equal(held, Value.Of(text).Text);
        Assert.Equal(Value.Of(held), Value.Read(text));
        Assert.Equal(held, Value.ReadJson(JsonTemplate.Parse("\"${v}\"").Render(values))!.Value.Text);
        Assert.Equal($"{held}!", Value.ReadJson(JsonTemplate.Parse("\"${v}!\"").Render(values))!.Value.Text);
    }
}
