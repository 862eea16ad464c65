using PerfFunctions.Load.Http;
using PerfFunctions.Load.Responses;

namespace PerfFunctions.Load.Streams;

/// <summary>A message of a socket, an event, or a message of a gRPC stream.</summary>
/// <param name="body">Its content: text in UTF-8, or bytes.</param>
/// <param name="at">When it was all there; run time.</param>
internal sealed class ReceivedMessage(ReadOnlyMemory<byte> body, TimeSpan at) : IResponse
{
    /// <summary>Type of an event that names none.</summary>
    public const string DefaultType = "message";

    private static readonly List<KeyValuePair<string, string>> NoHeaders = [];

    private CaptureSource? _source;

    /// <inheritdoc />
    public int Status => 0;

    /// <inheritdoc />
    public long Bytes => body.Length;

    /// <inheritdoc />
    public ReadOnlyMemory<byte> Body => body;

    /// <inheritdoc />
    public List<KeyValuePair<string, string>> Headers => NoHeaders;

    /// <summary>Type of an event; null for a message, which has none.</summary>
    public string? Type { get; init; }

    /// <summary>Whether a socket sent it as text.</summary>
    public bool IsText { get; init; }

    /// <summary>When it was all there; run time.</summary>
    public TimeSpan At => at;

    /// <summary>The message as it is looked at, parsed once. Loop thread only.</summary>
    public CaptureSource Source => _source ??= new CaptureSource(this);

    /// <summary>Gives back what parsing took; the message itself stays.</summary>
    public void Forget()
    {
        _source?.Dispose();
        _source = null;
    }
}
