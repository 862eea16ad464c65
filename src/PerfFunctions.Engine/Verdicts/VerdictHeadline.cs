using PerfFunctions.Engine.Budgets;

namespace PerfFunctions.Engine.Verdicts;

/// <summary>Composes the headline of a verdict.</summary>
internal static class VerdictHeadline
{
    private const int MaxNamed = 3;

    public static string Of(RunOutcome? forced, RunOutcome outcome, IReadOnlyList<RuleResult> rules, IReadOnlyList<string> notes)
    {
        int counted = rules.Count(r => r.Level != BudgetLevel.Off);
        string reason = notes.Count > 0 ? $": {notes[0].Split('\n')[0].TrimEnd(':')}" : "";
        return outcome switch
        {
            RunOutcome.Cancelled => $"The run was cancelled{reason}",
            RunOutcome.Aborted => $"The run was aborted by a condition{reason}",
            RunOutcome.TimedOut => $"The run exceeded its time limit{reason}",
            RunOutcome.InternalError => $"The run failed because of an internal error{reason}",
            RunOutcome.Failed => Failed(rules, RuleStatus.Fail, counted, "failed"),
            RunOutcome.NoData when forced is not null => $"Nothing was measured{reason}",
            RunOutcome.NoData when counted == 0 => rules.Count == 0
                ? "The plan has no budgets, so nothing was evaluated"
                : "Every budget is off, so nothing was evaluated",
            RunOutcome.NoData => NoData(rules, counted),
            RunOutcome.Degraded => $"No budget failed, but part of the run was lost{reason}",
            RunOutcome.Warned => Warned(rules, counted),
            _ => (counted == 1 ? "The budget passed" : $"All {counted} budgets passed") + Change(rules),
        };
    }

    // Of a rule of level fail that noise left open first: it is all that stands between the run and a failure.
    private static string Warned(IReadOnlyList<RuleResult> rules, int counted)
    {
        RuleResult[] open = [.. rules.Where(r => r.Status == RuleStatus.Inconclusive).OrderByDescending(r => r.Level)];
        bool warns = rules.Any(r => r.Status == RuleStatus.Warn);
        return open.Length > 0 && (open[0].Level == BudgetLevel.Fail || !warns)
            ? $"inconclusive: {Count(open.Length, counted)}: {Named(open, r => $"{Subject(r)} {r.Comparison?.ChangeText ?? r.Actual} (limit {r.Expected})")}"
            : warns ? Failed(rules, RuleStatus.Warn, counted, "warned")
            : NoData(rules, counted);
    }

    // The rule that is nearest to its limit says how the run stands to its baseline.
    private static string Change(IReadOnlyList<RuleResult> rules) =>
        rules.Where(r => r is { Comparison.Shift: not null, Status: RuleStatus.Pass, Value: not null })
            .MaxBy(r => r.Value!.Value - r.Limit) is { } row
            ? $"; {Subject(row).Replace(" regression", "", StringComparison.Ordinal)} {ChangeText.Of(row.Comparison!.Shift!.Value)}"
            : "";

    private static string Failed(IReadOnlyList<RuleResult> rules, RuleStatus status, int counted, string what)
    {
        RuleResult[] failed = [.. rules.Where(r => r.Status == status)];
        return $"{Count(failed.Length, counted)} {what}: {Named(failed, r => $"{Subject(r)} {r.Actual} (limit {r.Expected})")}";
    }

    private static string NoData(IReadOnlyList<RuleResult> rules, int counted)
    {
        RuleResult[] missing = [.. rules.Where(r => r.Status == RuleStatus.NoData)];
        return $"{Count(missing.Length, counted)} without data: {Named(missing, r => $"{Subject(r)} ({r.Reason})")}";
    }

    private static string Named(RuleResult[] rows, Func<RuleResult, string> name)
    {
        string named = string.Join("; ", rows.Take(MaxNamed).Select(name));
        return rows.Length > MaxNamed ? $"{named}; and {rows.Length - MaxNamed} more" : named;
    }

    private static string Count(int some, int all) => $"{some} of {all} {(all == 1 ? "budget" : "budgets")}";

    // The expression without operator and limit: "home.lcp.p75", "browse.latency.p95 regression".
    private static string Subject(RuleResult row)
    {
        // The last one: types in the name of a benchmark have such signs as well.
        int end = row.Rule.LastIndexOfAny(['<', '>']);
        return (end < 0 ? row.Rule : row.Rule[..end]).Trim();
    }
}
