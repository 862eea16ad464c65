using System.Globalization;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Recording;
using PerfFunctions.Load.Responses;

namespace PerfFunctions.Load.K6;

/// <summary>Requests that are counted by their tags, too.</summary>
/// <param name="tags">The tags.</param>
/// <param name="series">Place of what is counted among the series of the scenario.</param>
internal sealed class K6Tagged(K6TagFilter tags, int series)
{
    /// <summary>Place of what is counted among the series of the scenario.</summary>
    public int Series => series;

    /// <summary>Counts a request that has the tags once it has ended.</summary>
    public ResponseObservation Observation { get; } =
        new TagObservation(series, tags.Pairs.FirstOrDefault(p => p.Key == K6TagFilter.Status).Value);

    /// <summary>Whether a request has the tags, as far as they are known before it is sent.</summary>
    /// <param name="request">The request.</param>
    /// <param name="groups">The groups around it: <c>::front page</c>.</param>
    public bool Fits(K6RequestDraft request, string groups) =>
        tags.Pairs.All(p => p.Key == K6TagFilter.Status || request.TagOf(p.Key, groups) == p.Value);

    private sealed class TagObservation(int series, string? status) : ResponseObservation(series, null)
    {
        public override void Look(CaptureSource? response, in RequestEnd end, Iteration iteration, TimeSpan at, IntervalRecorder recorder)
        {
            if (status is null || status == end.Status.ToString(CultureInfo.InvariantCulture))
            {
                recorder.Repeated(at, Series, end);
            }
        }
    }
}
