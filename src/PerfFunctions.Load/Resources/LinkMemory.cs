using PerfFunctions.Load.Http;
using PerfFunctions.Load.Responses;

namespace PerfFunctions.Load.Resources;

/// <summary>
/// What documents embed. Most users get the same page, so what the last one embedded is kept with its bytes, and only a page that
/// differs from it is read. Belongs to a loop's thread.
/// </summary>
internal sealed class LinkMemory
{
    /// <summary>Characters of a document that are looked through.</summary>
    public const int MaxText = 2 * 1024 * 1024;

    // A page says no more than this, whatever else it says.
    private const int MaxLinks = 5_000;
    private const int MaxBytes = 8 * 1024 * 1024;

    private readonly Dictionary<(string Address, bool IsStyle), ReadDocument> _known = [];
    private long _bytes;

    /// <summary>What a response embeds, read anew only when it is another than the last one from its address.</summary>
    /// <param name="exchange">The request with its response.</param>
    /// <param name="isStyle">Whether it is a style sheet; HTML if not.</param>
    public ReadDocument Of(Exchange exchange, bool isStyle)
    {
        (string Address, bool IsStyle) key = (exchange.Draft.SiteAddress.AbsoluteUri, isStyle);
        if (_known.TryGetValue(key, out ReadDocument? known) && exchange.Body.Span.SequenceEqual(known.Bytes))
        {
            return known;
        }

        ReadDocument read = Read(exchange, isStyle);
        _bytes += read.Bytes.Length - (_known.Remove(key, out ReadDocument? old) ? old.Bytes.Length : 0);
        if (_bytes > MaxBytes)
        {
            _known.Clear();
            _bytes = read.Bytes.Length;
        }

        return _known[key] = read;
    }

    private static ReadDocument Read(Exchange exchange, bool isStyle)
    {
        using CaptureSource source = new(exchange);
        string text = source.Text;
        bool isWhole = source.TextFailure is null && text.Length <= MaxText;
        text = text.Length <= MaxText ? text : text[..MaxText];
        Uri from = exchange.Draft.SiteAddress;
        if (isStyle)
        {
            EmbeddedLink[] imports = [.. StyleLinks.Of(text).Take(MaxLinks + 1)];
            return new ReadDocument(exchange.Body.ToArray(), from, [.. imports.Take(MaxLinks)], isWhole && imports.Length <= MaxLinks);
        }

        using var page = HtmlLinks.Of(text, out IEnumerable<EmbeddedLink> found);
        EmbeddedLink[] links = [.. found.Take(MaxLinks + 1)];
        Uri relativeTo = page.Base is { } written && Uri.TryCreate(from, written.Trim(), out Uri? to) && to.Scheme is "http" or "https" ? to : from;
        return new ReadDocument(exchange.Body.ToArray(), relativeTo, [.. links.Take(MaxLinks)], isWhole && links.Length <= MaxLinks);
    }
}

/// <summary>A document that was looked through.</summary>
/// <param name="Bytes">Its bytes, as they came.</param>
/// <param name="Base">What its links are relative to.</param>
/// <param name="Links">Its links, in its order.</param>
/// <param name="IsWhole">Whether these are all.</param>
internal sealed record ReadDocument(byte[] Bytes, Uri Base, EmbeddedLink[] Links, bool IsWhole);
