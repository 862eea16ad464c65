using PerfFunctions.Engine.Templates;

namespace PerfFunctions.Engine.Tests.Templates;

public class TextTemplateTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("${a}", "1")]
    [InlineData("/x?${a}=${b}&c=${a}", "/x?1=2&c=1")]
    [InlineData("5$ and $5 $", "5$ and $5 $")]
    [InlineData("$${a} ${a}", "${a} 1")]
    [InlineData("${a}$${b}", "1${b}")]
    [InlineData("${a}}", "1}")]
    public void Variables_are_filled_in(string text, string rendered) =>
        Assert.Equal(rendered, TextTemplate.Parse(text).Render(slot => slot.Name == "a" ? "1" : "2"));

    [Fact]
    public void The_variables_are_named_once_each_in_order() =>
        Assert.Equal(["b", "a"], TextTemplate.Parse("${b}${a}${b}$${c}").Slots.Select(s => s.Name));

    [Fact]
    public void Values_can_be_escaped_for_json() =>
        Assert.Equal("""{"id":"a\u0022\\\n"}""", TextTemplate.Parse("""{"id":"${x}"}""").Render(_ => "a\"\\\n", escapeJson: true));

    [Fact]
    public void Columns_of_feeds_and_functions_are_told_apart()
    {
        IReadOnlyList<TemplateSlot> slots = TextTemplate.Parse("${accounts.email} ${random(1, 9)} ${uuid()}").Slots;

        Assert.Equal([SlotKind.Feed, SlotKind.Function, SlotKind.Function], slots.Select(s => s.Kind));
        Assert.Equal(["accounts", "random", "uuid"], slots.Select(s => s.Name));
        Assert.Equal(["email"], slots[0].Arguments);
        Assert.Equal(["1", "9"], slots[1].Arguments);
        Assert.Empty(slots[2].Arguments);
    }

    [Fact]
    public void A_variable_without_a_value_is_nothing() => Assert.Equal("<>", TextTemplate.Parse("<${x}>").Render(_ => null));

    [Theory]
    [InlineData("${")]
    [InlineData("${}")]
    [InlineData("${a")]
    [InlineData("${a b}")]
    [InlineData("${1a}")]
    [InlineData("${a.b.c}")]
    [InlineData("${a.}")]
    [InlineData("${f(}")]
    [InlineData("${f(g())}")]
    [InlineData("${(1)}")]
    [InlineData("${é}")]
    public void A_broken_variable_is_refused(string text) => Assert.False(TextTemplate.TryParse(text, out _));
}
