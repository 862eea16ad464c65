using System.Text.RegularExpressions;

namespace PerfFunctions.Engine.Plans.K6;

/// <summary>Paths of addresses in which parts are filled in.</summary>
public static partial class K6Paths
{
    /// <summary>The path of an address, without its query. What stands before its first slash is the target.</summary>
    /// <param name="address">An address whose filled-in parts stand in braces, or one that is sent.</param>
    public static string PathOf(string address)
    {
        string rest = Scheme().Replace(address, "");
        int end = rest.AsSpan().IndexOfAny('?', '#');
        rest = end < 0 ? rest : rest[..end];
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? "/" : rest[slash..];
    }

    /// <summary>The path with <c>*</c> for each segment in which something is filled in.</summary>
    public static string PatternOf(string path) =>
        string.Join('/', path.Split('/').Select(segment => segment.Contains('{', StringComparison.Ordinal) ? "*" : segment));

    /// <summary>Whether a path that is sent fits a pattern.</summary>
    public static bool Fits(string pattern, string path) => Fits(pattern.Split('/'), path.Split('/'));

    /// <summary>
    /// Whether the end of a path that is sent fits a pattern: the address of the target, which is filled in, may have a path of its own.
    /// A pattern that begins with something filled in would fit too much.
    /// </summary>
    public static bool FitsEnd(string pattern, string path)
    {
        string[] parts = pattern.Split('/')[1..];
        string[] segments = path.Split('/');
        return parts[0] is not ("" or "*") && segments.Length > parts.Length && Fits(parts, segments[^parts.Length..]);
    }

    private static bool Fits(string[] parts, string[] segments) =>
        parts.Length == segments.Length && parts.Zip(segments).All(p => p.First == "*" || p.First == p.Second);

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9+.-]*://")]
    private static partial Regex Scheme();
}
