using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.App.Runs;

/// <summary>Finds the conditions under which a run was measured.</summary>
public static class ConditionsOfRun
{
    extension(RunConditions)
    {
        /// <summary>The conditions of a run.</summary>
        /// <param name="plan">Its plan.</param>
        /// <param name="source">The same as it was written.</param>
        /// <param name="run">The run.</param>
        /// <param name="browsers">Browsers of its pages.</param>
        /// <param name="host">Where it ran.</param>
        public static RunConditions Of(
            PerfPlan plan, PlanSource source, RunRecord run, IReadOnlyCollection<PageEnvironment> browsers, HostKind host) => new RunConditions(
            plan.Name,
            PlanFingerprint.Of(source.Text, run.Chosen, source.Files),
            string.Join(", ", plan.Pages.Select(p => $"{p.Name}: {p.Conditions.Device.Name}")),
            RunConditions.Listed(browsers.Select(b => b.Browser?.Split('.')[0])),
            host)
            {
                BrowserHosts = RunConditions.Listed(browsers.Select(b => b.BrowserHost)),
                Repository = run.PullRequest is { } of ? $"{of.Owner}/{of.Repository}".ToLowerInvariant() : plan.Repository ?? "",
                Shape = run.Part switch
                {
                    RunPart.Spike => "shaped as a spike",

                    // Pages that were loaded before the load do not depend on it.
                    RunPart.Audit when plan.Audits == AuditTiming.UnderLoad => "left out",
                    _ => "",
                },
            };

        /// <summary>The conditions of a run that has been summed up.</summary>
        public static RunConditions Of(PerfPlan plan, PlanSource source, RunRecord run, RunSummary summary, HostKind host) =>
            Of(plan, source, run, [.. summary.Pages.Select(p => p.Environment)], host);
    }
}
