using System.Globalization;
using PerfFunctions.Api;
using PerfFunctions.Api.Overviews;
using PerfFunctions.Api.Settings;
using PerfFunctions.Engine.Budgets;

namespace PerfFunctions.App.Overviews;

/// <summary>Finds what somebody has to look after.</summary>
internal static class AttentionItems
{
    /// <summary>All of it, the most urgent first.</summary>
    /// <param name="halt">The last halt, resumed or not; null for none.</param>
    /// <param name="quotas">Quotas with their use.</param>
    /// <param name="plans">Plans with their last run.</param>
    /// <param name="undelivered">Runs whose report was not delivered.</param>
    public static IReadOnlyList<AttentionItem> Of(
        HaltState? halt, IReadOnlyList<QuotaUse> quotas, IReadOnlyList<PlanOverview> plans, IReadOnlyList<string> undelivered) =>
    [
        .. Halted(halt).Concat(quotas.SelectMany(Quota)).Concat(plans.SelectMany(LastRun))
            .Concat(undelivered.Select(run => new AttentionItem(AttentionKind.Undelivered, "The report did not reach its pull request.", run, null)))
            .OrderBy(item => item.Kind),
    ];

    private static IEnumerable<AttentionItem> Halted(HaltState? halt) => halt is { ResumedAt: null }
        ? [new AttentionItem(AttentionKind.Halted, $"{halt.Message.TrimEnd('.')}. No run starts until it is resumed.", null, null)]
        : [];

    private static IEnumerable<AttentionItem> Quota(QuotaUse use)
    {
        if (use.Share >= QuotaUse.NearlyExhausted)
        {
            string text = string.Create(
                CultureInfo.InvariantCulture, $"{use.Used:#,0.##} of {use.Limit:#,0.##} {use.Name}{Unit(use.Unit)} are in use ({use.Option}).");
            yield return new AttentionItem(use.Share >= 1 ? AttentionKind.QuotaExhausted : AttentionKind.QuotaNearlyExhausted, text, null, null);
        }
    }

    private static string Unit(string unit) => unit is "" or "/s" ? "" : $" ({unit})";

    private static IEnumerable<AttentionItem> LastRun(PlanOverview plan) => plan.Last is not { } last ? [] : last.Outcome switch
    {
        RunOutcome.Failed or RunOutcome.Aborted or RunOutcome.TimedOut or RunOutcome.InternalError =>
            [new AttentionItem(AttentionKind.Failed, last.Headline, last.RunId, plan.Plan)],
        RunOutcome.NoData => [new AttentionItem(AttentionKind.NoData, last.Headline, last.RunId, plan.Plan)],
        _ => [],
    };
}
