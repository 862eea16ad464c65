using System.Net;
using System.Text;
using System.Text.Json;
using PerfFunctions.App.Dashboard;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.Documentation;

/// <summary>The documentation as the service serves it: rendered once, with navigation and a search index.</summary>
public static class DocumentationSite
{
    // Pages that are read from the decisions' own folder; the navigation marks their list instead of them.
    private const string Decisions = "decisions";

    private static readonly Lazy<Site> Rendered = new(Render);

    /// <summary>Names of the pages, in the order of the navigation; the decisions follow.</summary>
    public static IEnumerable<string> Names => Rendered.Value.Pages.Keys;

    /// <summary>All sections of all pages as JSON: page, its title, heading, anchor, text.</summary>
    public static string SearchIndex => Rendered.Value.SearchIndex;

    /// <summary>A page as HTML; null where there is none of this name. Without a name it is the list of pages.</summary>
    public static string? Page(string? name) => Rendered.Value.Pages.GetValueOrDefault(name ?? DocumentationFiles.Index);

    /// <summary>The page that is shown where there is none.</summary>
    public static string Missing => Rendered.Value.Missing;

    private static Site Render()
    {
        string index = DocumentationFiles.Read(DocumentationFiles.Index);
        (string Group, string Page, string Text)[] contents = [.. MarkdownRenderer.Contents(index).Where(c => c.Page != PlanReference.Page)];
        DocumentationPage[] pages =
        [
            MarkdownRenderer.Render(DocumentationFiles.Index, index),
            .. contents.Select(c => c.Page).Union(DocumentationFiles.Names)
                .Where(name => name is not (DocumentationFiles.Index or PlanReference.Page))
                .Select(name => MarkdownRenderer.Render(name, TextOf(name))),
        ];
        var missing = MarkdownRenderer.Render("", "# There is no such page\n\nUse the list of pages or the search.\n");
        return new(
            pages.ToDictionary(page => page.Name, page => Frame(page, contents)),
            Frame(missing, contents),
            JsonSerializer.Serialize(pages.SelectMany(page => page.Sections.Select(section => new
            {
                page = AddressOf(page.Name),
                title = page.Title,
                heading = section.Heading,
                anchor = section.Anchor,
                text = section.Text,
            }))));
    }

    private static string TextOf(string name)
    {
        string text = DocumentationFiles.Read(name);
        return name == PlanReference.ServedOn ? $"{text}\n{PlanReference.Sections(PlanSchema.Resolved)}" : text;
    }

    private static string Frame(DocumentationPage page, IEnumerable<(string Group, string Page, string Text)> contents) =>
        DashboardPage.Documentation
            .Replace("{{title}}", WebUtility.HtmlEncode(page.Title), StringComparison.Ordinal)
            .Replace("{{contents}}", Navigation(page.Name, contents), StringComparison.Ordinal)
            .Replace("{{article}}", page.Html, StringComparison.Ordinal);

    private static string Navigation(string current, IEnumerable<(string Group, string Page, string Text)> contents)
    {
        string marked = char.IsAsciiDigit(current.FirstOrDefault()) ? Decisions : current;
        var html = new StringBuilder();
        foreach (var group in contents.GroupBy(c => c.Group))
        {
            html.Append("<h2>").Append(WebUtility.HtmlEncode(group.Key)).Append("</h2><ul>");
            foreach ((_, string page, string text) in group)
            {
                string mark = page == marked ? " aria-current=\"page\"" : "";
                html.Append("<li><a href=\"").Append(AddressOf(page)).Append('"').Append(mark).Append('>')
                    .Append(WebUtility.HtmlEncode(text)).Append("</a></li>");
            }

            html.Append("</ul>");
        }

        return html.ToString();
    }

    private static string AddressOf(string name) => name == DocumentationFiles.Index ? "/docs" : $"/docs/{name}";

    private sealed record Site(Dictionary<string, string> Pages, string Missing, string SearchIndex);
}
