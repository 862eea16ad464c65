using PerfFunctions.Browser.Protocol;
using PerfFunctions.Browser.Recording.Network;
using PerfFunctions.Browser.Recording.Vitals;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Browser.Recording;

/// <summary>
/// A document that loaded, and that its script then left for another one. What was asked for is the first: a page that shows
/// itself and then goes to a login must not be measured as that login.
/// </summary>
internal static class LeftDocument
{
    // The next document's request begins with its navigation, give or take the rounding of the two clocks.
    private const double Rounding = 1;

    /// <summary>The first document that loaded, at the moment it was left; null when the load ended in it.</summary>
    /// <param name="vitals">What all documents reported, in order.</param>
    /// <param name="loadEnd">Where the load ended.</param>
    public static PageMark? Find(IReadOnlyList<VitalsMessage> vitals, PageMark loadEnd)
    {
        if (vitals.FirstOrDefault(message => message.Name == PageMetric.Load) is not { } first || first.Document >= loadEnd.Document)
        {
            return null;
        }
        // A document without a load event of its own may lie between, so the next is the first to begin.
        double next = vitals.Select(message => message.Document).Append(loadEnd.Document).Where(document => document > first.Document).Min();
        return new(first.Document, next - first.Document);
    }

    /// <summary>The requests without those that the documents after it made outside of steps.</summary>
    public static IReadOnlyList<RequestRecord> Before(PageMark? left, IReadOnlyList<RequestRecord> requests) =>
        left is not { } mark ? requests : [.. requests.Where(request => request.Step is not null || request.Start < mark.Now - Rounding)];
}
