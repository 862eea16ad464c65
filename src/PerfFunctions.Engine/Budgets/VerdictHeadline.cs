namespace PerfFunctions.Engine.Budgets;

/// <summary>The one sentence that a person reads first.</summary>
internal static class VerdictHeadline
{
    private const int MostNamed = 3;

    public static string Of(RunOutcome? forced, RunOutcome outcome, IReadOnlyList<RuleResult> rules, IReadOnlyList<string> notes)
    {
        int counted = rules.Count(r => r.Level != BudgetLevel.Off);
        string why = notes.Count > 0 ? $": {notes[0].Split('\n')[0].TrimEnd(':')}" : "";
        return outcome switch
        {
            RunOutcome.Cancelled => $"The run was cancelled{why}",
            RunOutcome.Aborted => $"The run was aborted by a budget{why}",
            RunOutcome.TimedOut => $"The run did not end in its time{why}",
            RunOutcome.InternalError => $"The run failed inside the service{why}",
            RunOutcome.Failed => Broken(rules, RuleStatus.Fail, counted, "broken"),
            RunOutcome.NoData when forced is not null => $"Nothing was measured{why}",
            RunOutcome.NoData when counted == 0 => rules.Count == 0
                ? "The plan has no budgets, so nothing was judged"
                : "Every budget is off, so nothing was judged",
            RunOutcome.NoData => NoData(rules, counted),
            RunOutcome.Degraded => $"No budget of level fail was broken, but part of the run was lost{why}",
            RunOutcome.Warned => Warned(rules, counted),
            _ => counted == 1 ? "The budget was kept" : $"All {counted} budgets kept",
        };
    }

    private static string Warned(IReadOnlyList<RuleResult> rules, int counted) =>
        rules.Any(r => r.Status == RuleStatus.Warn)
            ? Broken(rules, RuleStatus.Warn, counted, "broken at level warn")
            : NoData(rules, counted);

    private static string Broken(IReadOnlyList<RuleResult> rules, RuleStatus status, int counted, string what)
    {
        RuleResult[] broken = [.. rules.Where(r => r.Status == status)];
        return $"{Count(broken.Length, counted)} {what}: {Named(broken, r => $"{Subject(r)} {r.Actual} (limit {r.Expected})")}";
    }

    private static string NoData(IReadOnlyList<RuleResult> rules, int counted)
    {
        RuleResult[] missing = [.. rules.Where(r => r.Status == RuleStatus.NoData)];
        return $"{Count(missing.Length, counted)} without data: {Named(missing, r => $"{Subject(r)} ({r.Reason})")}";
    }

    private static string Named(RuleResult[] rows, Func<RuleResult, string> name)
    {
        string named = string.Join("; ", rows.Take(MostNamed).Select(name));
        return rows.Length > MostNamed ? $"{named}; and {rows.Length - MostNamed} more" : named;
    }

    private static string Count(int some, int all) => $"{some} of {all} {(all == 1 ? "budget" : "budgets")}";

    // The expression without operator and limit: "home.lcp.p75", "browse.latency.p95 regression".
    private static string Subject(RuleResult row)
    {
        int end = row.Rule.IndexOfAny(['<', '>']);
        return (end < 0 ? row.Rule : row.Rule[..end]).Trim();
    }
}
