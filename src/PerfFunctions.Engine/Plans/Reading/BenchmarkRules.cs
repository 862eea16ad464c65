using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Budgets;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>
/// Reads <c>benchmarks:</c> of a plan, or of a file that has no other key: what only benchmarks need is not a plan that can run.
/// </summary>
/// <param name="Rules">The rules; empty when there are problems.</param>
/// <param name="Problems">Every problem, in the order of the file.</param>
public sealed record BenchmarkRules(IReadOnlyList<BudgetRule> Rules, IReadOnlyList<PlanProblem> Problems)
{
    private const string Key = "benchmarks";
    private const string Allowed = $"{Key}: [ '{BenchmarkNames.Example}' ]";

    /// <summary>Reads a file, with the plan's own values of its parameters.</summary>
    public static BenchmarkRules Parse(string text)
    {
        ProblemList problems = new();
        try
        {
            IReadOnlyList<BudgetRule> rules = Read(PlanParser.Compose(text, problems), problems);
            return new BenchmarkRules(problems.Count == 0 ? rules : [], problems.ToList());
        }
        catch (RefusedDocumentException e)
        {
            return new BenchmarkRules([], [e.Problem]);
        }
    }

    private static IReadOnlyList<BudgetRule> Read(PlanNode? root, ProblemList problems)
    {
        if (root is not MapNode map)
        {
            problems.Add("", 1, null, "the file is not a map", Allowed);
            return [];
        }

        if (new Field(ConfiguredPlan.Resolve(map, PlanSettings.None), "", problems).Map(RootKeys.Map.Keys)?.Get(Key) is not { } field)
        {
            problems.Add(Key, 0, null, "the file has no rules for benchmarks", Allowed);
            return [];
        }

        return BudgetReader.ReadBenchmarks(field);
    }
}
