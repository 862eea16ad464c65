namespace PerfFunctions.Engine.Summaries;

/// <summary>A <see cref="Budgets.LoadCondition"/> that became true while load ran.</summary>
/// <param name="Scenario">The scenario whose metric it is.</param>
/// <param name="Expression">The condition as written.</param>
/// <param name="Second">Second of the run at whose end it was true; its window ends with this second.</param>
/// <param name="Value">The metric over the window, in the unit of its readings.</param>
public sealed record ConditionHit(string Scenario, string Expression, int Second, double Value);
