using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Text;
using static PerfFunctions.Reports.Markdown.MarkdownText;

namespace PerfFunctions.Reports.Markdown;

/// <summary>The blocks of the document, in their order.</summary>
internal static class MarkdownSections
{
    public static IReadOnlyList<MarkdownBlock> Of(RunReport report)
    {
        ScenarioFigures[] scenarios = [.. (report.Summary?.Scenarios ?? []).Select(s => new ScenarioFigures(s))];
        return
        [
            .. Opening(report),
            .. Rules(report.Verdict),
            .. MarkdownDiagnosis.Of(report),
            .. MarkdownLoad.Of(scenarios),
            .. MarkdownRequests.Of(scenarios),
            .. MarkdownServer.Of(report.Summary?.Server),
            .. MarkdownDetails.Of(report.Summary, scenarios),
            .. MarkdownPages.Of(report.Summary?.Pages ?? []),
            .. MarkdownRealUsers.Of(report.Summary),
            .. MarkdownFixtures.Of(report.Fixtures),
            .. Notes(report),
        ];
    }

    private static IEnumerable<MarkdownBlock> Opening(RunReport report)
    {
        OutcomeText outcome = OutcomeText.Of(report.Verdict.Outcome);
        yield return MarkdownBlock.Paragraph($"## {outcome.Emoji} {Escape(report.Plan)}: {outcome.Label.ToLowerInvariant()}");
        yield return MarkdownBlock.Paragraph($"**{Escape(report.Verdict.Headline)}**");
        string target = report.Target is null ? "no target" : Code(report.Target);
        string change = report.PullRequest is null ? "" : $" · {Code(report.PullRequest)}";
        string took = Span.Of(report.FinishedAt - report.CreatedAt);
        string cost = report.Cost is null ? "" : $" · cost {report.Cost}";
        string on = report.MeasuredOn is null ? "" : $" on {Escape(report.MeasuredOn)}";
        string profile = report.Profile is null ? "" : $" · profile {Code(report.Profile)}";
        string set = string.Concat(report.Parameters.Select(p => $" · {Code($"{p.Key}={p.Value}")}"));
        yield return MarkdownBlock.Paragraph($"{target}{change}{profile}{set} · {Span.When(report.CreatedAt)} · took {took}{on}{cost}");
    }

    private static IEnumerable<MarkdownBlock> Rules(Verdict verdict)
    {
        if (verdict.Rules.Count > 0)
        {
            yield return MarkdownBlock.Table("Budgets", ["Status", "Budget", "Measured:", "Limit:", "Explanation"], verdict.WorstFirst().Select(Row));
        }

        RuleResult[] explained = [.. verdict.WorstFirst().Where(r => r.Causes.Count > 0)];
        if (explained.Length > 0)
        {
            yield return MarkdownBlock.List("Why", explained.Select(r => $"{Code(r.Rule)}: {string.Join(' ', r.Causes.Select(Escape))}"));
        }

        foreach (IGrouping<string?, RuleResult> compared in verdict.WorstFirst().Where(r => r.Comparison is not null).GroupBy(r => r.Comparison!.Against).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            string against = compared.Key is null ? "the baseline" : Code(compared.Key);
            yield return MarkdownBlock.Table(
                $"Compared with {against} (medians; change with confidence interval)",
                ["Status", "Budget", compared.Key is null ? "Baseline:" : "Base:", "This run:", "Change:", "Limit:"], compared.Select(Compared));
        }
    }

    private static IReadOnlyList<string> Compared(RuleResult rule)
    {
        OutcomeText status = OutcomeText.Of(rule.Status);
        return
        [
            $"{status.Emoji} {status.Label}",
            Code(rule.Rule),
            Escape(rule.Comparison!.BaseText),
            Escape(rule.Comparison.HeadText),
            Escape(rule.Comparison.ChangeText),
            $"{Escape(rule.Operator)} {Escape(rule.Expected)}",
        ];
    }

    private static IReadOnlyList<string> Row(RuleResult rule)
    {
        OutcomeText status = OutcomeText.Of(rule.Status);
        string why = rule.Why is null ? "" : $"<br>Why: {Escape(rule.Why)}";
        string owner = rule.Owner is null ? "" : $"<br>Owner: {Escape(rule.Owner)}";
        return
        [
            $"{status.Emoji} {status.Label}",
            Code(rule.Rule),
            Escape(rule.Actual),
            $"{Escape(rule.Operator)} {Escape(rule.Expected)}",
            $"{Escape(rule.Reason)}{why}{owner}",
        ];
    }

    private static IEnumerable<MarkdownBlock> Notes(RunReport report)
    {
        string[] notes = [.. report.Verdict.Notes.Union(report.Summary?.Notes ?? [])];
        if (notes.Length > 0)
        {
            yield return MarkdownBlock.List("Notes", notes.Select(Escape));
        }
    }
}
