using System.Buffers;
using System.Globalization;
using System.Text;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Http2;

/// <summary>
/// The header block of a request (RFC 9113 section 8.3.1). It refers to nothing but the static table, so it is the same bytes on
/// every connection.
/// </summary>
internal static class RequestFields
{
    private const byte Plain = 0x00;
    private const byte NeverIndexed = 0x10;
    private const byte Indexed = 0x80;

    /// <summary>The block; the authority and Content-Length are added.</summary>
    public static byte[] Of(RequestDraft draft)
    {
        ArrayBufferWriter<byte> block = new();
        Field(block, ":method", draft.Method);
        Field(block, ":scheme", draft.Address.Scheme);
        Field(block, ":authority", draft.Host ?? draft.Address.Authority);
        Field(block, ":path", draft.Address.PathAndQuery);
        foreach ((string header, string value) in draft.Headers)
        {
            string name = header.ToLowerInvariant();
            if (!IsOfConnection(name))
            {
                Field(block, name, value);
            }
        }

        if (draft.Body is not null || draft.Method is "POST" or "PUT" or "PATCH")
        {
            Field(block, "content-length", (draft.Body?.Length ?? 0).ToString(CultureInfo.InvariantCulture));
        }

        return block.WrittenSpan.ToArray();
    }

    // What HTTP/1.1 says of a connection, this protocol says in frames (RFC 9113 section 8.2.2).
    private static bool IsOfConnection(string name) =>
        name is "connection" or "host" or "keep-alive" or "proxy-connection" or "transfer-encoding" or "upgrade";

    private static void Field(ArrayBufferWriter<byte> block, string name, string value)
    {
        int whole = StaticTable.Find(name, value);
        if (whole > 0)
        {
            Number(block, Indexed, 7, whole);
            return;
        }

        int number = StaticTable.Find(name);
        Number(block, name is "authorization" or "cookie" ? NeverIndexed : Plain, 4, number);
        if (number == 0)
        {
            Text(block, name);
        }

        Text(block, value);
    }

    private static void Text(ArrayBufferWriter<byte> block, string text)
    {
        Number(block, Plain, 7, Encoding.Latin1.GetByteCount(text));
        Encoding.Latin1.GetBytes(text, block);
    }

    private static void Number(ArrayBufferWriter<byte> block, byte kind, int prefix, int number)
    {
        int most = (1 << prefix) - 1;
        if (number < most)
        {
            block.Write([(byte)(kind | number)]);
            return;
        }

        block.Write([(byte)(kind | most)]);
        for (number -= most; number > 0x7F; number >>= 7)
        {
            block.Write([(byte)(number | 0x80)]);
        }

        block.Write([(byte)number]);
    }
}
