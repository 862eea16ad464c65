namespace PerfFunctions.Engine.Network;

/// <summary>Why a stream or a connection of HTTP/2 ended before its time, in the words of RFC 9113 section 7.</summary>
public static class Http2Failure
{
    private static readonly string[] Names =
    [
        "no error", "protocol error", "internal error", "flow control error", "settings timeout", "stream closed", "frame size error",
        "refused stream", "cancel", "compression error", "connect error", "enhance your calm", "inadequate security",
        "http/1.1 required",
    ];

    /// <summary>The peer did not keep to the protocol.</summary>
    public static string Protocol { get; } = Of(1);

    /// <summary>The peer sent more than it was allowed, or allowed more than there can be.</summary>
    public static string FlowControl { get; } = Of(3);

    /// <summary>A frame has a length that it must not have.</summary>
    public static string FrameSize { get; } = Of(6);

    /// <summary>A header block cannot be read.</summary>
    public static string Compression { get; } = Of(9);

    /// <summary>The failure behind an error code.</summary>
    public static string Of(long code) => $"http/2 {(code >= 0 && code < Names.Length ? Names[code] : "unknown error")}";
}
