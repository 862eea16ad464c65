namespace PerfFunctions.Api;

/// <summary>Answer of <c>GET api/costs</c>.</summary>
/// <param name="Month">The month, UTC.</param>
/// <param name="Currency">Of all amounts.</param>
/// <param name="Actual">What its runs came to.</param>
/// <param name="Reserved">What runs in progress are estimated at.</param>
/// <param name="Limit">The most that a month may come to; 0 for no limit.</param>
/// <param name="Plans">By plan, the dearest first.</param>
public sealed record MonthlyCosts(string Month, string Currency, decimal Actual, decimal Reserved, decimal Limit, IReadOnlyList<PlanCosts> Plans);

/// <summary>What a plan cost in a month.</summary>
/// <param name="Plan">Plan name.</param>
/// <param name="Runs">How many of its runs there were.</param>
/// <param name="Actual">What they came to.</param>
public sealed record PlanCosts(string Plan, int Runs, decimal Actual);
