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
        place, K6Lines.Of("shop.js", "1\n2\n3\n4\n5\n//# modules [[\"main.ts\",\"lib/api.ts\"],[5,0,1],[2,1,7]]\n").PlaceOf(line));

    [Theory]
    [InlineData("code")]
    [InlineData("//# modules ")]
    [InlineData("//# modules {}")]
    [InlineData("//# modules []")]
    [InlineData("//# modules [[1]]")]
    [InlineData("//# modules [[\"a.js\"],[1,1,1]]")]
    [InlineData("//# modules [[\"a.js\"],[\"1\",0,1]]")]
    [InlineData("//# modules [[\"\",\"a\\nb\"],[1,0,1],[1,1,1]]")]
    [InlineData("const text = '//# modules [[\"a.js\"],[1,0,1]]'")]
    public void A_text_that_is_not_a_bundle_has_its_own_lines(string text)
    {
        K6Lines lines = K6Lines.Of("shop.js", text);
        Assert.False(lines.IsBundle);
        Assert.Equal("shop.js line 3", lines.PlaceOf(3));
    }

    [Fact]
    public void Modules_from_the_network_and_of_packages_are_libraries()
    {
        const string Text = "helpers\n1\n2\n3\n4\n//# modules [[\"a.ts\",\"https://lib.example/a.js\",\"../node_modules/b/c.js\"],[2,0,1],[3,1,1],[4,2,9],[5,0,3]]\n";
        Assert.Equal(["bundler", null, "https://lib.example/a.js", "../node_modules/b/c.js", null, null], K6Lines.Of("shop.js", Text).Libraries(6));
        Assert.All(K6Lines.Of("shop.js", "1\n2").Libraries(2), Assert.Null);
    }
}
