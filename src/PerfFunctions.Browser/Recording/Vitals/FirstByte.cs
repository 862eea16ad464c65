using PerfFunctions.Browser.Recording.Network;

namespace PerfFunctions.Browser.Recording.Vitals;

/// <summary>
/// When the first byte of a load's document came. DevTools holds an answer back after Navigation Timing has seen it: the latency
/// of a throttled network is in the request's own times only.
/// </summary>
internal static class FirstByte
{
    /// <summary>Milliseconds from the start of the navigation; null when there was no answer.</summary>
    /// <param name="requests">The load's, with times from a trace.</param>
    public static double? Of(IReadOnlyList<RequestRecord> requests) => requests.LastOrDefault(request => request.Request.IsDocument)?.FirstByte;
}
