namespace PerfFunctions.Load.SocketsHttp;

/// <summary>A connection ended, or could not be used, before a byte of the answer came.</summary>
/// <param name="at">When; run time.</param>
/// <param name="cause">What broke it; null when it was closed.</param>
internal sealed class ConnectionEndedException(TimeSpan at, IOException? cause)
    : IOException("The connection ended before the first byte of the response.", cause)
{
    /// <summary>When; run time.</summary>
    public TimeSpan At => at;

    /// <summary>Whether it had carried an exchange before.</summary>
    public bool WasKept { get; init; }

    /// <summary>Whether nothing of the request was sent, so that sending it is not a repetition.</summary>
    public bool IsUnsent { get; init; }

    /// <summary>How long connecting took.</summary>
    public TimeSpan RoundTrip { get; init; }

    /// <summary>The one behind an exception of the platform's client; null when there is none.</summary>
    public static ConnectionEndedException? Behind(Exception? exception)
    {
        while (exception is not (null or ConnectionEndedException))
        {
            exception = exception.InnerException;
        }

        return (ConnectionEndedException?)exception;
    }
}
