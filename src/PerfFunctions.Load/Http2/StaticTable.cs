using System.Text;

namespace PerfFunctions.Load.Http2;

/// <summary>The header fields that have a number in every header block (RFC 7541 appendix A).</summary>
internal static class StaticTable
{
    private static readonly (string Name, string Value)[] Fields =
    [
        (":authority", ""), (":method", "GET"), (":method", "POST"), (":path", "/"), (":path", "/index.html"), (":scheme", "http"),
        (":scheme", "https"), (":status", "200"), (":status", "204"), (":status", "206"), (":status", "304"), (":status", "400"),
        (":status", "404"), (":status", "500"), ("accept-charset", ""), ("accept-encoding", "gzip, deflate"),
        ("accept-language", ""), ("accept-ranges", ""), ("accept", ""), ("access-control-allow-origin", ""), ("age", ""),
        ("allow", ""), ("authorization", ""), ("cache-control", ""), ("content-disposition", ""), ("content-encoding", ""),
        ("content-language", ""), ("content-length", ""), ("content-location", ""), ("content-range", ""), ("content-type", ""),
        ("cookie", ""), ("date", ""), ("etag", ""), ("expect", ""), ("expires", ""), ("from", ""), ("host", ""), ("if-match", ""),
        ("if-modified-since", ""), ("if-none-match", ""), ("if-range", ""), ("if-unmodified-since", ""), ("last-modified", ""),
        ("link", ""), ("location", ""), ("max-forwards", ""), ("proxy-authenticate", ""), ("proxy-authorization", ""),
        ("range", ""), ("referer", ""), ("refresh", ""), ("retry-after", ""), ("server", ""), ("set-cookie", ""),
        ("strict-transport-security", ""), ("transfer-encoding", ""), ("user-agent", ""), ("vary", ""), ("via", ""),
        ("www-authenticate", ""),
    ];

    private static readonly byte[][] Names = [.. Fields.Select(field => Encoding.ASCII.GetBytes(field.Name))];
    private static readonly byte[][] Values = [.. Fields.Select(field => Encoding.ASCII.GetBytes(field.Value))];

    private static readonly Dictionary<string, int> Numbers = Fields.Select((field, i) => (field.Name, Number: i + 1))
        .GroupBy(field => field.Name).ToDictionary(same => same.Key, same => same.First().Number);

    /// <summary>The number of a name; 0 for none.</summary>
    public static int Find(string name) => Numbers.GetValueOrDefault(name);

    /// <summary>The number of a field with this value; 0 for none.</summary>
    public static int Find(string name, string value) => Array.IndexOf(Fields, (name, value)) + 1;

    /// <summary>Name and value of a number; false for none.</summary>
    public static bool TryGet(int number, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        bool isThere = number >= 1 && number <= Names.Length;
        name = isThere ? Names[number - 1] : default;
        value = isThere ? Values[number - 1] : default;
        return isThere;
    }
}
