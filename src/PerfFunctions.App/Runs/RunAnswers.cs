using Microsoft.AspNetCore.Http;
using PerfFunctions.Api;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Runs;

/// <summary>Answers about runs.</summary>
public static class RunAnswers
{
    extension(RunAccepted)
    {
        /// <summary>202: the run is in progress.</summary>
        public static IResult Result(string runId, RunLinks links) => Results.Json(
            new RunAccepted(runId, links.Run(runId), links.Report(runId, "html"), links.Page(runId)), PerfJson.Options, statusCode: StatusCodes.Status202Accepted);
    }
}
