namespace PerfFunctions.Engine.Network;

/// <summary>What is wrong with what should be a response, in words that can be counted.</summary>
public static class ResponseFault
{
    public const string StatusLine = "invalid response: status line";
    public const string HeaderLine = "invalid response: header line";
    public const string HeadTooLarge = "invalid response: head too large";
    public const string ContentLength = "invalid response: content length";
    public const string TwoLengths = "invalid response: two content lengths";
    public const string Chunk = "invalid response: chunked body";
    public const string Upgrade = "invalid response: unrequested protocol upgrade";

    private const string Unknown = "invalid response";

    /// <summary>The fault that the platform's client reports, identified by its message up to the first quote.</summary>
    public static string OfMessage(string message) => OfWords(message.Split(':')[0]);

    private static string OfWords(string message) =>
        Has(message, "chunk") ? Chunk
        : Has(message, "status line") ? StatusLine
        : Has(message, "exceeded") ? HeadTooLarge
        : Has(message, "header") ? HeaderLine
        : Unknown;

    private static bool Has(string message, string word) => message.Contains(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A response that the platform's client accepts and that is indistinguishable from another.</summary>
/// <param name="fault">What is wrong, one of <see cref="ResponseFault"/>.</param>
public sealed class ResponseRefusedException(string fault) : IOException(fault);
