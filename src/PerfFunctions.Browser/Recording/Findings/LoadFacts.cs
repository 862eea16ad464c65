using PerfFunctions.Browser.Recording.Network;
using PerfFunctions.Browser.Recording.Trace;

namespace PerfFunctions.Browser.Recording.Findings;

/// <summary>What findings are made of.</summary>
/// <param name="Requests">The requests.</param>
/// <param name="Images">The images in the page.</param>
/// <param name="Usage">The code that it used; null if the browser does not report it.</param>
/// <param name="Fcp">First contentful paint, ms; null when there was none.</param>
internal sealed record LoadFacts(
    IReadOnlyList<RequestRecord> Requests, IReadOnlyList<ShownImage> Images, UsageRecord? Usage, double? Fcp)
{
    /// <summary>The first request for an address that has its whole answer; null when there is none.</summary>
    public RequestRecord? Find(string address) => Requests.FirstOrDefault(request => request.Complete && request.Request.Url == address);

    /// <summary>Transferred bytes of the body of an address; 0 when it is none of the page's requests.</summary>
    public double BodyBytes(string address) => Find(address) is { } request ? Math.Max(0, request.Bytes - request.HeadBytes) : 0;
}
