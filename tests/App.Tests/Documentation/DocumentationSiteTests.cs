using System.Security.Cryptography;
using System.Text;
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
    public void A_page_lets_its_own_script_run_and_no_other(string name)
    {
        string page = DocumentationSite.Page(name)!;
        string script = Script().Match(page).Groups[1].Value;
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        Assert.Contains($"default-src 'none'; script-src 'sha256-{hash}'", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(", script);
        Assert.All(AskedId().Matches(script).Select(match => match.Groups[1].Value), id => Assert.Contains($"id=\"{id}\"", page, StringComparison.Ordinal));
        Assert.DoesNotContain("{{", page.Replace(script, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_page_of_the_folder_is_in_the_navigation()
    {
        string index = DocumentationSite.Page(null)!;
        string navigation = index[index.IndexOf("<nav", StringComparison.Ordinal)..index.IndexOf("</nav>", StringComparison.Ordinal)];
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

    [GeneratedRegex("<script>(.*)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex(@"byId\('([a-z-]+)'\)")]
    private static partial Regex AskedId();
}
