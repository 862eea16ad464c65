using System.Text;

namespace PerfFunctions.Engine.Network;

/// <summary>Addresses of what a plan names by path.</summary>
public static class TargetAddress
{
    /// <summary>
    /// The address of a path below a target, so that <c>/cart</c> below <c>https://shop.example/eu</c> is
    /// <c>https://shop.example/eu/cart</c>; an absolute http(s) address stands for itself.
    /// </summary>
    /// <exception cref="UriFormatException">A filled-in path makes no address.</exception>
    public static Uri Of(Uri target, string path) => new(Below(target, path));

    /// <summary>
    /// The same with path and query as they are written, where an address otherwise is brought into a common form:
    /// <c>%7E</c> stays, and <c>..</c> does. What no request line can hold is percent-encoded; a fragment is not sent.
    /// </summary>
    /// <exception cref="UriFormatException">A filled-in path makes no address.</exception>
    public static Uri AsWritten(Uri target, string path) => AsWritten(Below(target, path));

    /// <summary>An absolute address with path and query as they are written.</summary>
    /// <exception cref="UriFormatException">It is none.</exception>
    public static Uri AsWritten(string address)
    {
        int host = address.IndexOf("://", StringComparison.Ordinal) + 3;
        int length = address.AsSpan(host).IndexOfAny('/', '?', '#');
        int end = length < 0 ? address.Length : host + length;
        int fragment = address.IndexOf('#', end);
        string rest = fragment < 0 ? address[end..] : address[end..fragment];
        string written = $"{address[..end]}{(rest.StartsWith('/') ? "" : "/")}{Sendable(rest)}";
        return new Uri(written, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }

    private static string Below(Uri target, string path) =>
        path.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? path
            : $"{target.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{path.TrimStart('/')}";

    private static string Sendable(string text)
    {
        StringBuilder sendable = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            bool isPercent = text[i] == '%' && !(i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]));
            bool isUnfit = isPercent || text[i] is <= ' ' or > '~' or '"' or '<' or '>' or '\\' or '^' or '`' or '{' or '|' or '}';
            _ = isUnfit ? sendable.Append(Uri.EscapeDataString(text.AsSpan(i, isPair ? 2 : 1))) : sendable.Append(text[i]);
            i += isPair ? 1 : 0;
        }

        return sendable.ToString();
    }
}
