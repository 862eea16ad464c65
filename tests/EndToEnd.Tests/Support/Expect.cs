using PerfFunctions.Api;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.EndToEnd.Tests.Support;

/// <summary>
/// What a run comes to on every machine: it passes, or on a busy one its generators testify against themselves, which is never
/// green.
/// </summary>
internal static class Expect
{
    private static readonly string[] Busy = ["could not keep up", "was noisy in", "noisy and could not be repeated"];

    public static void Passed(RunView run) => Assert.True(
        run.Outcome == RunOutcome.Passed
            || (run.Outcome is RunOutcome.Degraded or RunOutcome.NoData && IsBusy(run)),
        $"{run.Outcome}: {run.Headline} {string.Join(' ', run.Verdict?.Notes ?? [])}");

    /// <summary>
    /// A run that the machine left alone, for what is only said of such: made again up to twice; a machine that is never
    /// quiet skips the test.
    /// </summary>
    public static async Task<RunView> QuietAsync(Func<Task<RunView>> make)
    {
        RunView run = await make();
        for (int again = 0; again < 2 && IsBusy(run); again++)
        {
            run = await make();
        }

        Assert.SkipWhen(IsBusy(run), $"This machine is too busy: {string.Join(' ', run.Verdict!.Notes)}");
        return run;
    }

    public static void Success(StandInCheck check) => Assert.True(
        check.Conclusion == "success" || (check.Conclusion == "action_required" && IsBusy(check.Summary!)),
        $"{check.Conclusion}: {check.Title} {check.Summary}");

    /// <summary>Whether a budget holds; on a busy machine it may be left open, but it does not fail.</summary>
    public static bool IsHeld(RunView run, RuleResult rule) =>
        rule.Status == RuleStatus.Pass || (rule.Status == RuleStatus.NoData && IsBusy(run));

    /// <summary>Whether a run reports that other work on the machine made it noisy.</summary>
    public static bool IsBusy(RunView run) => run.Verdict!.Notes.Any(IsBusy);

    private static bool IsBusy(string text) => Busy.Any(words => text.Contains(words, StringComparison.Ordinal));
}
