using System.Text;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Responses;

/// <summary>A body's text: by its byte order mark, else by the charset that its sender names, else UTF-8.</summary>
internal static class BodyText
{
    private static readonly (byte[] Mark, Encoding Encoding)[] Marks =
    [
        ([0xEF, 0xBB, 0xBF], Encoding.UTF8),
        ([0xFF, 0xFE, 0, 0], Encoding.UTF32),
        ([0xFF, 0xFE], Encoding.Unicode),
        ([0xFE, 0xFF], Encoding.BigEndianUnicode),
    ];

    // No registered name is longer. A name is not cut: a part of a secret that a target repeats would not be found again.
    private const int LongestCharset = 40;

    static BodyText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Reads it; what is wrong, null when nothing is.</summary>
    public static string? Read(IResponse response, ReadOnlyMemory<byte> body, out string text)
    {
        foreach ((byte[] mark, Encoding encoding) in Marks)
        {
            if (body.Span.StartsWith(mark))
            {
                text = encoding.GetString(body.Span[mark.Length..]);
                return null;
            }
        }

        string charset = CharsetOf(ResponseBody.HeaderOf(response, "Content-Type"));
        text = "";
        try
        {
            text = Encoding.GetEncoding(charset).GetString(body.Span);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return charset.Length <= LongestCharset
                ? $"body in charset '{charset}', which is not supported"
                : "body in a charset that is not supported";
        }
    }

    /// <summary>The body as the UTF-8 that JSON is parsed from; what is wrong, null when nothing is.</summary>
    public static string? ReadUtf8(IResponse response, ref ReadOnlyMemory<byte> body)
    {
        ReadOnlySpan<byte> bytes = body.Span;
        bool isUtf16 = bytes.Length >= 2 && (bytes[0] is 0xFE or 0xFF || bytes[0] == 0 || bytes[1] == 0);
        if (!isUtf16 && CharsetOf(ResponseBody.HeaderOf(response, "Content-Type")) is "utf-8" or "us-ascii")
        {
            body = bytes.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
            return null;
        }

        string? failure = Read(response, body, out string text);
        body = Encoding.UTF8.GetBytes(text);
        return failure;
    }

    // An unnamed or unknown charset is UTF-8.
    private static string CharsetOf(string? contentType)
    {
        string? named = contentType?.Split(';').Skip(1).Select(p => p.Split('=', 2)).LastOrDefault(
            p => p.Length == 2 && p[0].Trim().Equals("charset", StringComparison.OrdinalIgnoreCase))?[1].Trim().Trim('"', '\'').ToLowerInvariant();
        return named is null or "" or "utf8" ? "utf-8" : named;
    }
}
