using PerfFunctions.Engine.Conditions;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Runs.Evaluation;

/// <summary>Says in sentences what else a reader of a verdict must know of its run.</summary>
internal static class VerdictNotes
{
    /// <summary>The notes of a run, the reason of a forced outcome first.</summary>
    public static IEnumerable<string> Of(RunJudgement judgement, RunRecord run, PerfPlan? plan) =>
        [.. EndOf(judgement, run), .. AbortOf(run, plan), .. LoadOf(run, plan), .. FixturesOf(judgement, run)];

    private static IEnumerable<string> EndOf(RunJudgement judgement, RunRecord run)
    {
        if (judgement.Reason is { } reason)
        {
            yield return reason;
            yield break;
        }

        if (run.SupersededBy is { } commit)
        {
            yield return $"superseded by {commit}";
        }

        if (run.Stopped is { } stopped)
        {
            yield return stopped;
        }
    }

    private static IEnumerable<string> AbortOf(RunRecord run, PerfPlan? plan)
    {
        if (run.Abort is { } abort)
        {
            yield return ConditionText.Of(abort, plan);
        }

        if (run.LoadEndedAt is not null && !run.Watched)
        {
            yield return "Monitoring of the load ended early, so an abort condition may not have been applied.";
        }
    }

    // A setup that failed is the reason of its run's end already.
    private static IEnumerable<string> FixturesOf(RunJudgement judgement, RunRecord run) =>
        new[] { run.Setup?.Problem, judgement.Teardown ?? run.Teardown?.Problem }.OfType<string>().Where(p => p != judgement.Reason);

    private static IEnumerable<string> LoadOf(RunRecord run, PerfPlan? plan) =>
        run.Ended.Select(hit => $"'{hit.Scenario}' ended early, as planned: {ConditionText.Of(hit, plan)}");
}
