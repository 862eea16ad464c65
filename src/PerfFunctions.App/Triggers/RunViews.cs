using Microsoft.DurableTask.Client;
using PerfFunctions.Api;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Orchestrations;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.App.Triggers;

/// <summary>Makes views of runs.</summary>
internal static class RunViews
{
    extension(RunView)
    {
        /// <summary>The view of a record.</summary>
        public static RunView Of(RunRecord run, string stage, RunLinks links) => new()
        {
            RunId = run.RunId,
            Plan = run.Plan,
            Trigger = run.Trigger,
            Target = run.Target,
            Profile = run.Profile,
            Parameters = run.Parameters,
            Stage = stage,
            Setup = run.Setup,
            Teardown = run.Teardown,
            Outcome = run.Outcome,
            Headline = run.Headline,
            CreatedAt = run.CreatedAt,
            FinishedAt = run.FinishedAt,
            Cost = run.Cost,
            Links = new RunViewLinks(
                links.Run(run.RunId), links.Report(run.RunId, "html"), links.Report(run.RunId, "md"),
                links.Report(run.RunId, "json"), links.Report(run.RunId, "xml"),
                PlanNames.IsValid(run.Plan) ? links.Trends(run.Plan) : null, links.Page(run.RunId)),
        };

        /// <summary>
        /// The view of a run whose orchestration broke or was ended from outside. Its own code never got to record an end;
        /// clients that wait for it still get a result.
        /// </summary>
        public static RunView Broken(RunRecord run, OrchestrationMetadata instance, RunLinks links)
        {
            string headline = $"The run failed because of an internal error: its orchestration ended as {instance.RuntimeStatus}. {instance.FailureDetails?.ErrorMessage}".TrimEnd();
            return Of(run, RunStage.Done, links) with
            {
                Outcome = RunOutcome.InternalError,
                Headline = headline,
                FinishedAt = instance.LastUpdatedAt,
                Verdict = new Verdict { RunId = run.RunId, Outcome = RunOutcome.InternalError, Headline = headline },
            };
        }
    }
}
