namespace PerfFunctions.Reports.Text;

/// <summary>An address shortened for a table: its last part, with the host where it is another one.</summary>
internal static class ShortAddress
{
    private const int MaxCharacters = 60;

    /// <summary>The short form; the whole, shortened, when it is not an address of the web.</summary>
    /// <param name="address">Address.</param>
    /// <param name="page">The page that asked for it.</param>
    public static string Of(string address, Uri page)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
        {
            return CleanText.Line(address, MaxCharacters);
        }

        string name = uri.Segments is [.., { Length: > 1 } last] ? last : "/";
        string query = uri.Query.Length > 1 ? "?" : "";
        return CleanText.Line(uri.Host == page.Host ? $"{name}{query}" : $"{uri.Host} {name}{query}", MaxCharacters);
    }
}
