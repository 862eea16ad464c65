using System.IO.Compression;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Responses;

/// <summary>A kept body as its sender meant it.</summary>
internal static class ResponseBody
{
    /// <summary>The body without its content encoding; false when it is not what its header says, or grows past what is kept.</summary>
    public static bool TryRead(IResponse response, out ReadOnlyMemory<byte> body)
    {
        body = response.Body;
        string? encoding = HeaderOf(response, "Content-Encoding");
        if (encoding is null || body.Length == 0)
        {
            return true;
        }

        try
        {
            // The last coding was put on last.
            foreach (string coding in encoding.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Reverse())
            {
                if (!TryUnpack(coding.ToLowerInvariant(), ref body))
                {
                    return false;
                }
            }

            return true;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool TryUnpack(string coding, ref ReadOnlyMemory<byte> body)
    {
        if (coding == "identity")
        {
            return true;
        }

        using Stream? plain = Decompress(coding, body);
        using MemoryStream whole = new();
        byte[] buffer = new byte[16 * 1024];
        int read;
        while (plain is not null && (read = plain.Read(buffer)) > 0 && whole.Length <= Exchange.MaxKeptBody)
        {
            whole.Write(buffer, 0, read);
        }

        body = whole.ToArray();
        return plain is not null && whole.Length <= Exchange.MaxKeptBody;
    }

    /// <summary>The value of a header; null when it is not there.</summary>
    public static string? HeaderOf(IResponse response, string name)
    {
        foreach ((string key, string value) in response.Headers)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    private static Stream? Decompress(string coding, ReadOnlyMemory<byte> body)
    {
        MemoryStream packed = new(body.ToArray());
        return coding switch
        {
            "gzip" or "x-gzip" => new GZipStream(packed, CompressionMode.Decompress),
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            "deflate" when HasZlibHead(body.Span) => new ZLibStream(packed, CompressionMode.Decompress),
            "deflate" => new DeflateStream(packed, CompressionMode.Decompress),
            _ => null,
        };
    }

    // RFC 9110 section 8.4.1.2 asks for zlib's frame around deflated data, and notes that some leave it out.
    private static bool HasZlibHead(ReadOnlySpan<byte> body) =>
        body.Length >= 2 && (body[0] & 0x0F) == 8 && ((body[0] << 8) | body[1]) % 31 == 0;
}
