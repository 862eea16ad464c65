using Microsoft.AspNetCore.Http;
using PerfFunctions.App.Activities;
using PerfFunctions.Engine;

namespace PerfFunctions.App.Triggers;

/// <summary>Answer to a request that started or cancelled a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Status">Where its state is.</param>
/// <param name="Report">Where its report will be.</param>
public sealed record RunAccepted(string RunId, string Status, string Report)
{
    /// <summary>202: the run is in progress.</summary>
    public static IResult Result(string runId, RunLinks links) => Results.Json(
        new RunAccepted(runId, links.Run(runId), links.Report(runId, "html")), PerfJson.Options, statusCode: StatusCodes.Status202Accepted);
}
