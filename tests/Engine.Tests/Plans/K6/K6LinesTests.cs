using PerfFunctions.Engine.Plans.K6;

namespace PerfFunctions.Engine.Tests.Plans.K6;

/// <summary>Lines of a bundle are shown as those of its modules.</summary>
public class K6LinesTests
{
    [Theory]
    [InlineData(1, "shop.js line 1")]
    [InlineData(2, "lib/api.ts line 7")]
    [InlineData(4, "lib/api.ts line 9")]
    [InlineData(5, "main.ts line 1")]
    public void A_line_is_that_of_its_module(int line, string place) => Assert.Equal(
        place, K6Lines.Of("shop.js", "1\n2\n3\n4\n5\n//# modules [[5,\"main.ts\",1],[2,\"lib/api.ts\",7]]\n").PlaceOf(line));

    [Theory]
    [InlineData("code")]
    [InlineData("//# modules ")]
    [InlineData("//# modules {}")]
    [InlineData("//# modules [[1]]")]
    [InlineData("//# modules [[1,2,3]]")]
    [InlineData("//# modules [[\"1\",\"a.js\",1]]")]
    [InlineData("//# modules [[1,\"\",1],[1,\"a\\nb\",1]]")]
    [InlineData("const text = '//# modules [[1,\"a.js\",1]]'")]
    public void A_text_that_is_not_a_bundle_has_its_own_lines(string text)
    {
        K6Lines lines = K6Lines.Of("shop.js", text);
        Assert.False(lines.IsBundle);
        Assert.Equal("shop.js line 3", lines.PlaceOf(3));
    }
}
