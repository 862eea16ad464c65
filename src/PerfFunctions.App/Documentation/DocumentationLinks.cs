using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PerfFunctions.App.Documentation;

/// <summary>
/// Converts links between files, as a code host follows them, to links between served pages. Files of the repository that are not
/// served become plain text.
/// </summary>
internal static class DocumentationLinks
{
    private const string Images = "images/";
    private const string Ending = ".md";

    /// <summary>Rewrites all links of a page.</summary>
    public static void Rewrite(MarkdownDocument document)
    {
        foreach (LinkInline link in document.Descendants<LinkInline>().ToArray())
        {
            if (AddressOf(link.Url ?? "") is { } address)
            {
                link.Url = address;
            }
            else
            {
                RemoveLink(link);
            }
        }
    }

    /// <summary>The page that a link leads to, without its anchor; null where it leads to anything else.</summary>
    public static string? PageOf(string url)
    {
        string file = url.Split('#')[0].Split('/')[^1];
        return file.EndsWith(Ending, StringComparison.Ordinal) ? file[..^Ending.Length] : null;
    }

    private static string? AddressOf(string url)
    {
        if (url.StartsWith('#') || url.Contains("://", StringComparison.Ordinal))
        {
            return url;
        }

        if (url.StartsWith(Images, StringComparison.Ordinal))
        {
            return $"/docs/{url}";
        }

        if (PageOf(url) is not { } page || !DocumentationFiles.Names.Contains(page))
        {
            return null;
        }

        string anchor = url.Contains('#', StringComparison.Ordinal) ? url[url.IndexOf('#', StringComparison.Ordinal)..] : "";
        return page switch
        {
            DocumentationFiles.Index => $"/docs{anchor}",
            PlanReference.Page => $"/docs/{PlanReference.ServedOn}{anchor}",
            _ => $"/docs/{page}{anchor}",
        };
    }

    private static void RemoveLink(LinkInline link)
    {
        foreach (Inline child in link.ToArray())
        {
            child.Remove();
            link.InsertBefore(child);
        }

        link.Remove();
    }
}
