using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.Api.Live;

/// <summary>
/// Budgets about load by what is measured so far; data of an event <c>budgets</c>. They are provisional: only the verdict counts.
/// </summary>
/// <param name="Second">The last second of the load that is taken into account.</param>
/// <param name="Rules">
/// In the order of the plan; none before the end of the warm-up. Rules that compare with other runs, or whose number is known at the
/// end alone, are not in it.
/// </param>
public sealed record LiveBudgets(int Second, IReadOnlyList<RuleResult> Rules);
