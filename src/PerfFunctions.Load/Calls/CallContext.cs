using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Recording;
using PerfFunctions.Load.Streams;

namespace PerfFunctions.Load.Calls;

/// <summary>What calls of all protocols need of their scenario and loop.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Loop">The loop.</param>
/// <param name="Stop">Whether everything is to end.</param>
/// <param name="Recorder">Counts.</param>
/// <param name="Drafts">Fills requests in.</param>
/// <param name="Samples">Makes examples of failures.</param>
/// <param name="Client">The platform's client for connections that stay open.</param>
/// <param name="Streams">What is open.</param>
internal sealed record CallContext(
    ScenarioContext Scenario,
    EventLoop Loop,
    LoopStop Stop,
    IntervalRecorder Recorder,
    RequestDrafts Drafts,
    FailureSamples Samples,
    StreamClient Client,
    StreamRegistry Streams)
{
    /// <summary>Counts the messages of a stream.</summary>
    /// <param name="stream">Its name.</param>
    /// <param name="from">From when the time to the first message counts; run time.</param>
    public StreamMeter Meter(string stream, TimeSpan from) =>
        new(Recorder, Scenario.IndexOf(Engine.Metrics.SeriesKey.Stream, stream), Loop.Clock, from);
}
