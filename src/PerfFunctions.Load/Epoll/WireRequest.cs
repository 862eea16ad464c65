using System.Buffers;
using System.Globalization;
using System.Text;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Epoll;

/// <summary>A request as bytes of HTTP/1.1.</summary>
internal static class WireRequest
{
    /// <summary>Head and body; Host and Content-Length are added.</summary>
    public static byte[] Of(RequestDraft draft)
    {
        ArrayBufferWriter<byte> wire = new();
        Ascii(wire, $"{draft.Method} {draft.Address.PathAndQuery} HTTP/1.1\r\n");
        Ascii(wire, $"Host: {draft.Host ?? draft.Address.Authority}\r\n");
        foreach ((string name, string value) in draft.Headers.Where(h => !RequestDraft.IsHost(h)))
        {
            Ascii(wire, $"{name}: {value}\r\n");
        }

        if (draft.Body is not null || draft.Method is "POST" or "PUT" or "PATCH")
        {
            Ascii(wire, string.Create(CultureInfo.InvariantCulture, $"Content-Length: {draft.Body?.Length ?? 0}\r\n"));
        }

        Ascii(wire, "\r\n");
        wire.Write(draft.Body);
        return wire.WrittenSpan.ToArray();
    }

    private static void Ascii(ArrayBufferWriter<byte> wire, string text) => Encoding.Latin1.GetBytes(text, wire);
}
