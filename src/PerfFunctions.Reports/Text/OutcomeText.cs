using PerfFunctions.Engine.Budgets;

namespace PerfFunctions.Reports.Text;

/// <summary>How an outcome reads: never by colour alone.</summary>
/// <param name="Label">One or two words.</param>
/// <param name="Glyph">A sign that stands before the label on a page.</param>
/// <param name="Emoji">The same where only emoji have colour.</param>
/// <param name="Tone">Style class: <c>good</c>, <c>warn</c>, <c>bad</c>, <c>none</c>.</param>
/// <param name="Meaning">One sentence.</param>
internal sealed record OutcomeText(string Label, string Glyph, string Emoji, string Tone, string Meaning)
{
    public static OutcomeText Of(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Passed => new("Passed", "✓", "✅", "good", "Every budget was measured and passed."),
        RunOutcome.Warned => new("Warned", "!", "⚠️", "warn",
            "No budget of level fail failed; a budget of level warn is over its limit or has no data, or a comparison is inconclusive."),
        RunOutcome.Failed => new("Failed", "✕", "❌", "bad", "At least one budget of level fail is over its limit."),
        RunOutcome.NoData => new("No data", "?", "❔", "none", "A metric that a budget needs was not measured, so the budget cannot pass."),
        RunOutcome.Degraded =>
            new("Degraded", "◐", "⚠️", "warn", "No budget failed, but part of the run was lost, so the results cover less than the plan."),
        RunOutcome.Cancelled => new("Cancelled", "■", "⏹️", "none", "The run was cancelled; the report shows what was measured until then."),
        RunOutcome.Aborted => new("Aborted", "■", "⛔", "bad", "An abort condition ended the run early to protect the target."),
        RunOutcome.TimedOut => new("Timed out", "◷", "⏱️", "bad", "The run exceeded its time limit."),
        _ => new("Internal error", "✕", "💥", "bad", "The service failed; any results are incomplete."),
    };

    public static OutcomeText Of(RuleStatus status) => status switch
    {
        RuleStatus.Pass => new("Passed", "✓", "✅", "good", "Measured and within budget."),
        RuleStatus.Warn => new("Warned", "!", "⚠️", "warn", "Measured and over budget; the level is warn, so the run does not fail."),
        RuleStatus.Fail => new("Failed", "✕", "❌", "bad", "Measured and over budget."),
        RuleStatus.NoData => new("No data", "?", "❔", "none", "Not measured."),
        RuleStatus.Inconclusive =>
            new("Inconclusive", "≈", "⚠️", "warn", "Measured, but the confidence interval crosses the limit: neither passed nor failed."),
        _ => new("Off", "–", "⏸️", "none", "Switched off: shown, but not counted."),
    };
}
