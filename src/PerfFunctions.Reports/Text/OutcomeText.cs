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
        RunOutcome.Passed => new("Passed", "✓", "✅", "good", "Every budget was measured and kept."),
        RunOutcome.Warned => new("Warned", "!", "⚠️", "warn", "Only budgets of level warn were broken or lack data, or noise left a comparison open."),
        RunOutcome.Failed => new("Failed", "✕", "❌", "bad", "At least one budget of level fail was broken."),
        RunOutcome.NoData => new("No data", "?", "❔", "none", "A number that a budget needs was not measured, so nobody can say that it was kept."),
        RunOutcome.Degraded => new("Degraded", "◐", "⚠️", "warn", "No budget was broken, but part of the run was lost, so the numbers speak for less than was asked."),
        RunOutcome.Cancelled => new("Cancelled", "■", "⏹️", "none", "Someone stopped the run; what was measured until then is shown."),
        RunOutcome.Aborted => new("Aborted", "■", "⛔", "bad", "A budget stopped the run before its end, to spare the target."),
        RunOutcome.TimedOut => new("Timed out", "◷", "⏱️", "bad", "The run did not end in its time."),
        _ => new("Internal error", "✕", "💥", "bad", "The service itself failed; the numbers, if any, are incomplete."),
    };

    public static OutcomeText Of(RuleStatus status) => status switch
    {
        RuleStatus.Pass => new("Kept", "✓", "✅", "good", "Measured and within the limit."),
        RuleStatus.Warn => new("Warning", "!", "⚠️", "warn", "Measured and over the limit; of level warn, so it does not fail the run."),
        RuleStatus.Fail => new("Broken", "✕", "❌", "bad", "Measured and over the limit."),
        RuleStatus.NoData => new("No data", "?", "❔", "none", "Not measured."),
        RuleStatus.Inconclusive => new("Inconclusive", "≈", "⚠️", "warn", "Measured, but the noise reaches across the limit: neither kept nor broken."),
        _ => new("Off", "–", "⏸️", "none", "Switched off: shown, not counted."),
    };
}
