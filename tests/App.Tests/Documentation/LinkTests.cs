using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PerfFunctions.App.Tests.Documentation;

public sealed class LinkTests
{
    [Theory]
    [MemberData(nameof(Pages.All), MemberType = typeof(Pages))]
    public void Every_relative_link_and_anchor_resolves(string page) => Assert.All(
        Pages.Parse(page).Descendants<LinkInline>().Select(link => link.Url!).Where(url => !url.Contains("://", StringComparison.Ordinal)),
        url =>
        {
            string[] parts = url.Split('#');
            string file = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
            Assert.True(Path.Exists(Path.Combine(Pages.Root, file)), $"{page} links to '{url}', which does not exist.");
            if (parts.Length > 1)
            {
                Assert.True(Anchors(file).Contains(parts[1]), $"{page} links to '{url}'; the page has no heading with this anchor.");
            }
        });

    [Theory]
    [MemberData(nameof(Pages.All), MemberType = typeof(Pages))]
    public void Lines_have_at_most_130_columns(string page)
    {
        Assert.SkipWhen(page == Pages.Reference, "A generated table cannot break its lines.");
        Assert.DoesNotContain(Pages.Read(page).Split('\n'), line => line.Length > 130);
    }

    [Fact]
    public void The_readme_is_short() => Assert.True(Pages.Read("README.md").Split('\n').Length <= 151);

    private static HashSet<string?> Anchors(string page) =>
        [.. Pages.Parse(page).Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id)];
}
