namespace PerfFunctions.Engine.Budgets;

/// <summary>What the budgets of a plan may be about.</summary>
/// <param name="Scenarios">Names of the load scenarios.</param>
/// <param name="Pages">Names of the pages.</param>
public sealed record BudgetSubjects(IReadOnlyCollection<string> Scenarios, IReadOnlyCollection<string> Pages);
