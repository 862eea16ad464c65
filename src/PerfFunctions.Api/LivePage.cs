using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.Api;

/// <summary>A page whose audit has ended; data of an event <c>page</c>.</summary>
/// <param name="Name">Page name.</param>
/// <param name="Address">Address that was loaded.</param>
/// <param name="Loads">Its loads, in order.</param>
/// <param name="Screenshot">Address of a screenshot of its median load; absent when there is none.</param>
/// <param name="Budgets">Its budgets that no other run decides, by these loads; more may be added to it until the end.</param>
public sealed record LivePage(
    string Name, Uri Address, IReadOnlyList<LivePageLoad> Loads, string? Screenshot, IReadOnlyList<RuleResult> Budgets);

/// <summary>A load of a page.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="LcpMs">Largest contentful paint; absent when it was not measured, like the others.</param>
/// <param name="FcpMs">First contentful paint.</param>
/// <param name="TtfbMs">Time to first byte.</param>
/// <param name="InpMs">Interaction to next paint.</param>
/// <param name="Cls">Cumulative layout shift.</param>
/// <param name="Failure">Why it failed; absent when it worked.</param>
public sealed record LivePageLoad(int Number, double? LcpMs, double? FcpMs, double? TtfbMs, double? InpMs, double? Cls, string? Failure);
