using PerfFunctions.Api;
using PerfFunctions.App.Runs;

namespace PerfFunctions.App.Reports;

/// <summary>Makes views of runs that are compared.</summary>
internal static class ComparedRunViews
{
    extension(ComparedRunView)
    {
        /// <summary>The view of a run that has ended.</summary>
        public static ComparedRunView Of(RunRecord run, RunLinks links) => new(
            run.RunId, run.Plan, run.Outcome!.Value, run.AskedAt, run.Commit ?? run.PullRequest?.HeadSha, links.Report(run.RunId, "html"));
    }
}
