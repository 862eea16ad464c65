namespace PerfFunctions.Load.Http;

/// <summary>What came back, whatever the protocol, as captures, expectations and checks look at it.</summary>
internal interface IResponse
{
    /// <summary>Status; 0 for a message, which has none.</summary>
    int Status { get; }

    /// <summary>Bytes of the body, as they travelled.</summary>
    long Bytes { get; }

    /// <summary>The body, as far as it is kept.</summary>
    ReadOnlyMemory<byte> Body { get; }

    /// <summary>The headers, as far as they are kept.</summary>
    List<KeyValuePair<string, string>> Headers { get; }
}

/// <summary>The head of a response whose body is a stream, or which has none.</summary>
/// <param name="status">Its status.</param>
/// <param name="headers">Its headers.</param>
internal sealed class ResponseHead(int status, List<KeyValuePair<string, string>> headers) : IResponse
{
    /// <inheritdoc />
    public int Status => status;

    /// <inheritdoc />
    public long Bytes => Body.Length;

    /// <summary>The begin of the body of an error; empty for any other.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <inheritdoc />
    public List<KeyValuePair<string, string>> Headers => headers;
}
