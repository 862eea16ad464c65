using PerfFunctions.Engine.Budgets;

namespace PerfFunctions.Reports.Text;

/// <summary>What a check run concludes from an outcome, by the words of GitHub's API.</summary>
public static class OutcomeConclusion
{
    /// <summary>The conclusion of an outcome.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The outcome has none.</exception>
    public static string Of(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Passed => "success",
        RunOutcome.Warned => "neutral",
        RunOutcome.NoData or RunOutcome.Degraded => "action_required",
        RunOutcome.Cancelled => "cancelled",
        RunOutcome.TimedOut => "timed_out",
        RunOutcome.Failed or RunOutcome.Aborted or RunOutcome.InternalError => "failure",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "has no check conclusion"),
    };
}
