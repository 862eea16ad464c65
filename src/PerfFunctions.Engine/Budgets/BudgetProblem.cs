namespace PerfFunctions.Engine.Budgets;

/// <summary>What is wrong with a budget's expression.</summary>
/// <param name="Column">Column of the expression, from 1, at which the mistake begins.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
/// <param name="Allowed">What would be right.</param>
public sealed record BudgetProblem(int Column, string Message, string Allowed);
