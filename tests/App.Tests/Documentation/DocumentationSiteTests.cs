using System.Text.Json;
using System.Text.RegularExpressions;
using PerfFunctions.App.Documentation;

namespace PerfFunctions.App.Tests.Documentation;

public sealed partial class DocumentationSiteTests
{
    public static TheoryData<string> Names => [.. DocumentationSite.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_link_on_a_page_leads_to_a_page_and_a_heading(string name)
    {
        string page = DocumentationSite.Page(name)!;
        Assert.All(Link().Matches(page).Select(match => match.Groups[1].Value).Where(to => to.StartsWith("/docs", StringComparison.Ordinal) || to[0] == '#'), to =>
        {
            string[] parts = to.Split('#');
            string? target = parts[0] switch
            {
                "" => page,
                "/docs" => DocumentationSite.Page(null),
                var path => DocumentationSite.Page(path["/docs/".Length..]),
            };
            Assert.True(target is not null, $"{name} links to {to}");
            Assert.True(parts.Length == 1 || target.Contains($"id=\"{parts[1]}\"", StringComparison.Ordinal), $"{name} links to {to}");
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_in_a_page_itself_is_script_or_style(string name)
    {
        string page = DocumentationSite.Page(name)!;
        Assert.DoesNotMatch("<style|<[^>]+ style=|<script(?! src=)|<[^>]+ on[a-z]+=", page);
        Assert.DoesNotMatch(@"\{\{(title|contents|article|sections|asset )", page);
    }

    [Fact]
    public void Every_page_of_the_folder_is_in_the_navigation()
    {
        string index = DocumentationSite.Page(null)!;
        string navigation = index[index.IndexOf("<nav aria-label=\"Documentation\"", StringComparison.Ordinal)..index.LastIndexOf("</nav>", StringComparison.Ordinal)];
        Assert.All(
            DocumentationSite.Names.Where(name => name != "README" && !char.IsAsciiDigit(name[0])),
            name => Assert.Contains($"href=\"/docs/{name}\"", navigation, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_of_plans_has_the_table_of_every_part() =>
        Assert.Contains("id=\"scenario-keys\"", DocumentationSite.Page("plan"), StringComparison.Ordinal);

    [Fact]
    public void The_search_index_has_the_text_of_every_section()
    {
        JsonElement[] sections = [.. JsonDocument.Parse(DocumentationSite.SearchIndex).RootElement.EnumerateArray()];
        Assert.True(sections.Length > 100, $"{sections.Length} sections");
        JsonElement found = sections.Single(section => section.GetProperty("anchor").GetString() == "the-kill-switch");
        Assert.Equal("/docs/limits", found.GetProperty("page").GetString());
        Assert.Contains("within five seconds", found.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_escaped_bar_in_the_code_of_a_cell_is_a_bar() => Assert.Contains(
        "<code>a|b</code>", MarkdownRenderer.Render("x", "# X\n\n| a |\n|---|\n| `a\\|b` |\n").Html, StringComparison.Ordinal);

    [Fact]
    public void Markup_in_markdown_stays_text() =>
        Assert.Contains("&lt;script&gt;", MarkdownRenderer.Render("x", "# X\n\na <script>b</script>").Html, StringComparison.Ordinal);

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();
}
