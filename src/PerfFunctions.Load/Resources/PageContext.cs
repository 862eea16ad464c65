using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Recording;

namespace PerfFunctions.Load.Resources;

/// <summary>What loading pages needs, of one scenario on one loop.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Sender">Sends.</param>
/// <param name="Drafts">Fills requests in.</param>
/// <param name="Pacer">Spaces requests; null for no rate.</param>
/// <param name="Loop">The loop.</param>
/// <param name="Stop">Whether it is cut off.</param>
/// <param name="Recorder">Counts.</param>
internal sealed record PageContext(
    ScenarioContext Scenario, StepSender Sender, RequestDrafts Drafts, RequestPacer? Pacer, EventLoop Loop, LoopStop Stop,
    IntervalRecorder Recorder);
