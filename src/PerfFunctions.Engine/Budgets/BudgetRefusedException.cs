namespace PerfFunctions.Engine.Budgets;

/// <summary>The expression is not a budget. Never leaves <see cref="BudgetParser"/>.</summary>
internal sealed class BudgetRefusedException(int column, string message, string allowed) : Exception(message)
{
    public BudgetProblem Problem { get; } = new(column, message, allowed);
}
