using System.Buffers;
using System.Globalization;
using System.Text;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Epoll;

/// <summary>A request as bytes of HTTP/1.1.</summary>
internal static class WireRequest
{
    // Up to this size, copying a body behind its head is cheaper than a second call of the system.
    private const int MaxJoined = 16 * 1024;

    /// <summary>Head, and the body where it is small; Host and Content-Length are added.</summary>
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
        wire.Write(IsApart(draft) ? [] : draft.Body);
        return wire.WrittenSpan.ToArray();
    }

    /// <summary>What is sent after <see cref="Of"/>: a large body, which all requests that carry it share.</summary>
    public static ReadOnlyMemory<byte> RestOf(RequestDraft draft) => IsApart(draft) ? draft.Body : default(ReadOnlyMemory<byte>);

    private static bool IsApart(RequestDraft draft) => draft.Body is { Length: > MaxJoined };

    private static void Ascii(ArrayBufferWriter<byte> wire, string text) => Encoding.Latin1.GetBytes(text, wire);
}
