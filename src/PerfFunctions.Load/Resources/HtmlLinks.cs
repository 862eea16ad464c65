using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace PerfFunctions.Load.Resources;

/// <summary>
/// What an HTML page embeds, in the order of the page, as a browser that runs scripts finds it in the markup. It goes through the
/// tokens without a tree, which markup that nests deeply makes slow to build.
/// </summary>
internal sealed class HtmlLinks : IDisposable
{
    // Whatever is between their tags is text, as for a browser that runs scripts.
    private static readonly Dictionary<string, HtmlParseMode> Modes = new()
    {
        ["script"] = HtmlParseMode.Script,
        ["style"] = HtmlParseMode.Rawtext,
        ["title"] = HtmlParseMode.RCData,
        ["textarea"] = HtmlParseMode.RCData,
        ["iframe"] = HtmlParseMode.Rawtext,
        ["noscript"] = HtmlParseMode.Rawtext,
        ["noembed"] = HtmlParseMode.Rawtext,
        ["noframes"] = HtmlParseMode.Rawtext,
        ["xmp"] = HtmlParseMode.Rawtext,
        ["plaintext"] = HtmlParseMode.Plaintext,
    };

    private readonly HtmlTokenizer _tokens;
    private int _templates;
    private int _drawings;
    private bool _isPicture;
    private bool _isPictureChosen;
    private bool _isStyle;
    private bool _hasIcon;

    private HtmlLinks(string html) => _tokens = new HtmlTokenizer(new TextSource(html), HtmlEntityProvider.Resolver)
    {
        SkipDataText = true,
        SkipComments = true,
        SkipScriptText = true,
        SkipRCDataText = true,
        SkipPlaintext = true,
    };

    /// <summary>The address that the others are relative to, as the page writes it; null before one was found.</summary>
    public string? Base { get; private set; }

    /// <summary>Goes through a page; each link is there as soon as it is read, and <see cref="Base"/> is what holds for it.</summary>
    /// <param name="html">The page.</param>
    /// <param name="links">Its links.</param>
    public static HtmlLinks Of(string html, out IEnumerable<EmbeddedLink> links)
    {
        HtmlLinks page = new(html);
        links = page.ReadAll();
        return page;
    }

    /// <inheritdoc />
    public void Dispose() => _tokens.Dispose();

    private IEnumerable<EmbeddedLink> ReadAll()
    {
        HtmlToken token;
        while ((token = _tokens.Get()).Type != HtmlTokenType.EndOfFile)
        {
            if (token is HtmlTagToken { Type: HtmlTokenType.StartTag } tag)
            {
                if (Open(tag) is { Address.Length: > 0 } link)
                {
                    yield return link;
                }
            }
            else if (token.Type == HtmlTokenType.EndTag)
            {
                Close(token.Name);
            }
            else if (_isStyle && token.Type == HtmlTokenType.Character)
            {
                foreach (EmbeddedLink import in StyleLinks.Of(token.Data))
                {
                    yield return import;
                }
            }
        }
    }

    private EmbeddedLink? Open(HtmlTagToken tag)
    {
        string name = tag.Name;
        bool isDrawing = name is "svg" or "math";
        _drawings += isDrawing && !tag.IsSelfClosing ? 1 : 0;
        _templates += name == "template" ? 1 : 0;
        if (Modes.TryGetValue(name, out HtmlParseMode mode) && !(_drawings > 0 && tag.IsSelfClosing))
        {
            _tokens.State = mode;
        }

        _isStyle = name == "style" && _templates == 0;
        if (name == "base")
        {
            Base ??= Value(tag, "href");
        }

        (_isPicture, _isPictureChosen) = name == "picture" ? (true, false) : (_isPicture, _isPictureChosen);
        return _templates > 0 || _drawings > 0 ? null : LinkOf(tag);
    }

    private void Close(string name)
    {
        _isStyle = false;
        _isPicture &= name != "picture";
        _templates -= name == "template" && _templates > 0 ? 1 : 0;
        _drawings -= name is "svg" or "math" && _drawings > 0 ? 1 : 0;
    }

    private EmbeddedLink? LinkOf(HtmlTagToken tag) => tag.Name switch
    {
        "link" => OfLink(tag),
        "script" when IsRun(tag) => Plain(Value(tag, "src")),
        "img" when !(_isPicture && _isPictureChosen) => Plain(FirstOf(Value(tag, "srcset")) ?? Value(tag, "src")),
        "source" when _isPicture && !_isPictureChosen => OfSource(tag),
        "iframe" when Value(tag, "srcdoc") is null => Plain(Value(tag, "src")),
        "frame" => Plain(Value(tag, "src")),
        "video" => Plain(Value(tag, "poster")),
        "input" when Is(Value(tag, "type"), "image") => Plain(Value(tag, "src")),
        _ => null,
    };

    private EmbeddedLink? OfLink(HtmlTagToken tag)
    {
        string[] kinds = (Value(tag, "rel") ?? "").ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        bool isStyle = kinds.Contains("stylesheet") && !kinds.Contains("alternate") && Value(tag, "disabled") is null;
        bool isIcon = kinds.Contains("icon") && !_hasIcon;
        _hasIcon |= isIcon;
        return isStyle ? new EmbeddedLink(Value(tag, "href") ?? "", IsStyle: true)
            : isIcon || kinds.Contains("preload") || kinds.Contains("modulepreload")
                ? new EmbeddedLink(Value(tag, "href") ?? "", Is(Value(tag, "as"), "style"))
                : null;
    }

    private EmbeddedLink? OfSource(HtmlTagToken tag)
    {
        string? first = FirstOf(Value(tag, "srcset"));
        _isPictureChosen |= first is not null;
        return Plain(first);
    }

    // Data blocks are not loaded, and what is for browsers without modules is not either.
    private static bool IsRun(HtmlTagToken tag) =>
        Value(tag, "nomodule") is null &&
        (Value(tag, "type")?.Trim() is not { Length: > 0 } type || Is(type, "module") ||
            type.Contains("javascript", StringComparison.OrdinalIgnoreCase) || type.Contains("ecmascript", StringComparison.OrdinalIgnoreCase));

    // The first candidate of a srcset: which one fits best depends on a screen, and a virtual user has none.
    private static string? FirstOf(string? candidates)
    {
        string first = (candidates ?? "").TrimStart([' ', '\t', '\r', '\n', '\f', ',']);
        int end = first.AsSpan().IndexOfAny(" \t\r\n\f");
        first = (end < 0 ? first : first[..end]).TrimEnd(',');
        return first.Length == 0 ? null : first;
    }

    private static EmbeddedLink? Plain(string? address) => address is null ? null : new EmbeddedLink(address, IsStyle: false);

    private static bool Is(string? text, string word) => string.Equals(text?.Trim(), word, StringComparison.OrdinalIgnoreCase);

    // The first of a name counts, as in a tree.
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
