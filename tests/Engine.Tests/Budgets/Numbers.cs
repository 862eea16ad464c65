using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Measurements;

namespace PerfFunctions.Engine.Tests.Budgets;

/// <summary>A run's numbers, set by hand; what is not set was not measured.</summary>
internal sealed class Numbers : IMetricReader
{
    private readonly Dictionary<string, double> _values = [];

    public static BudgetSubjects Subjects { get; } = new(["browse"], ["home"]);

    public Numbers With(string metric, double value)
    {
        _values[metric] = value;
        return this;
    }

    public MetricReading Read(MetricReference reference) => _values.TryGetValue(reference.ToString(), out double value)
        ? MetricReading.Of(value)
        : MetricReading.None("the page never loaded");

    public static BudgetRule Rule(string expression, BudgetLevel level = BudgetLevel.Fail)
    {
        Assert.True(BudgetParser.TryParse(expression, Subjects, out BudgetRule? rule, out BudgetProblem? problem), problem?.ToString());
        return rule with { Level = level };
    }
}
