using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace PerfFunctions.Cli.Init;

/// <summary>
/// Finds links of a page to other pages of its site. It goes through the tokens without a tree, which markup that nests deeply
/// makes slow to build.
/// </summary>
internal static class PageLinks
{
    // Whatever is between their tags is text.
    private static readonly Dictionary<string, HtmlParseMode> Modes = new()
    {
        ["script"] = HtmlParseMode.Script,
        ["style"] = HtmlParseMode.Rawtext,
        ["title"] = HtmlParseMode.RCData,
        ["textarea"] = HtmlParseMode.RCData,
        ["iframe"] = HtmlParseMode.Rawtext,
        ["noscript"] = HtmlParseMode.Rawtext,
        ["plaintext"] = HtmlParseMode.Plaintext,
    };

    // A link that changes something should not be one, but some are.
    private static readonly string[] Changing =
        ["logout", "log-out", "signout", "sign-out", "logoff", "delete", "remove", "unsubscribe", "cancel", "add-to", "checkout"];

    /// <summary>Paths of the first links of a page to its own origin, without query, each once, the page's own left out.</summary>
    /// <param name="html">The page.</param>
    /// <param name="address">Its address.</param>
    /// <param name="most">How many.</param>
    public static IReadOnlyList<string> Of(string html, Uri address, int most)
    {
        HashSet<string> seen = [address.AbsolutePath];
        List<string> paths = [];
        Uri relativeTo = address;
        using HtmlTokenizer tokens = new(new TextSource(html), HtmlEntityProvider.Resolver) { SkipComments = true, SkipDataText = true };
        HtmlToken token;
        while (paths.Count < most && (token = tokens.Get()).Type != HtmlTokenType.EndOfFile)
        {
            if (token is not HtmlTagToken { Type: HtmlTokenType.StartTag } tag)
            {
                continue;
            }

            if (Modes.TryGetValue(tag.Name, out HtmlParseMode mode))
            {
                tokens.State = mode;
            }
            else if (tag.Name == "base" && Value(tag, "href") is { } from && Uri.TryCreate(address, from, out Uri? found))
            {
                relativeTo = found;
            }
            else if (tag.Name == "a" && PathOf(tag, relativeTo, address) is { } path && seen.Add(path))
            {
                paths.Add(path);
            }
        }

        return paths;
    }

    private static string? PathOf(HtmlTagToken tag, Uri relativeTo, Uri page)
    {
        bool isPage = Value(tag, "download") is null && Value(tag, "rel")?.Contains("nofollow", StringComparison.OrdinalIgnoreCase) != true;
        if (!isPage || Value(tag, "href") is not { Length: > 0 and <= 2000 } link || !Uri.TryCreate(relativeTo, link.Trim(), out Uri? to))
        {
            return null;
        }

        bool isOwn = to.Scheme is "http" or "https" && to.GetLeftPart(UriPartial.Authority) == page.GetLeftPart(UriPartial.Authority);
        return isOwn && to.Query.Length == 0 && !Changing.Any(word => to.AbsolutePath.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? PlanYaml.Path(to.AbsolutePath)
            : null;
    }

    private static string? Value(HtmlTagToken tag, string name)
    {
        foreach (HtmlAttributeToken attribute in tag.Attributes)
        {
            if (attribute.Name == name)
            {
                return attribute.Value;
            }
        }

        return null;
    }
}
