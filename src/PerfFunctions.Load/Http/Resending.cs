namespace PerfFunctions.Load.Http;

/// <summary>
/// When a request may be sent a second time because a kept connection ended before a byte of its answer came: the target
/// closed it for being idle just as it was used again, which says nothing about the request. A method that is not
/// idempotent never is (RFC 9110 section 9.2.2): the target may have done what it asks.
/// </summary>
internal static class Resending
{
    // A close that was on its way when the request went out is seen within a round trip, and what it takes to notice it.
    // After that the target may have worked on the request.
    private static readonly TimeSpan Notice = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether a request may be sent again.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="waited">Time from handing it to the connection to the connection's end.</param>
    /// <param name="roundTrip">How long connecting took.</param>
    public static bool IsAllowed(string method, TimeSpan waited, TimeSpan roundTrip) =>
        method is "GET" or "HEAD" or "PUT" or "DELETE" or "OPTIONS" or "TRACE" && waited <= roundTrip + Notice;
}
