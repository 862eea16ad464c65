using PerfFunctions.Cli.Output;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.Cli.Bench;

/// <summary>Reads budgets of benchmarks: those of a file, and those of the command line.</summary>
internal static class BenchBudgets
{
    /// <summary>The budgets, those of the file first.</summary>
    /// <param name="plan">Plan file, or a file with <c>benchmarks</c> alone; null for none.</param>
    /// <param name="budgets">Budgets of the command line.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CliException">A budget is wrong; the message has all that are.</exception>
    public static async Task<IReadOnlyList<BudgetRule>> ReadAsync(
        string? plan, IReadOnlyList<string> budgets, CancellationToken cancellationToken)
    {
        List<string> problems = [];
        IReadOnlyList<BudgetRule> ofFile = plan is null ? [] : await ReadFileAsync(plan, problems, cancellationToken);
        BudgetRule[] own = [.. budgets.Select(b => Read(b, problems)).OfType<BudgetRule>()];
        return problems.Count == 0 ? [.. ofFile, .. own] : throw new CliException(string.Join('\n', problems));
    }

    private static async Task<IReadOnlyList<BudgetRule>> ReadFileAsync(string plan, List<string> problems, CancellationToken cancellationToken)
    {
        var read = BenchmarkRules.Parse(await File.ReadAllTextAsync(plan, cancellationToken));
        problems.AddRange(read.Problems.Select(problem => $"{plan}: {problem}"));
        return read.Rules;
    }

    private static BudgetRule? Read(string budget, List<string> problems)
    {
        if (BudgetParser.TryParse(budget, BudgetSubjects.OfBenchmarks, out BudgetRule? rule, out BudgetProblem? problem))
        {
            return rule;
        }

        problems.Add($"--budget '{budget}', column {problem.Column}: {problem.Message}; allowed: {problem.Allowed}");
        return null;
    }
}
