using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Measurements;

namespace PerfFunctions.Engine.Tests.Budgets;

/// <summary>A run's numbers, set by hand; what is not set was not measured.</summary>
internal sealed class Numbers : IMetricReader
{
    private readonly Dictionary<string, double> _values = [];
    private readonly Dictionary<string, double[]> _samples = [];

    public static BudgetSubjects Subjects { get; } = new(["browse"], ["home"])
    {
        Breakpoints = ["browse"],
        Steps = new Dictionary<string, IReadOnlyCollection<string>> { ["home"] = ["pay"] },
    };

    public Numbers With(string metric, double value)
    {
        _values[metric] = value;
        return this;
    }

    /// <summary>A number that is the median of these.</summary>
    public Numbers WithSamples(string metric, params double[] values)
    {
        _samples[metric] = values;
        return With(metric, values.Order().ElementAt(values.Length / 2));
    }

    public IReadOnlyList<double> Samples(MetricReference reference) => _samples.GetValueOrDefault(reference.ToString(), []);

    public MetricReading Read(MetricReference reference) => _values.TryGetValue(reference.ToString(), out double value)
        ? MetricReading.Of(value)
        : MetricReading.None("the page never loaded");

    public static BudgetRule Rule(string expression, BudgetLevel level = BudgetLevel.Fail)
    {
        Assert.True(BudgetParser.TryParse(expression, Subjects, out BudgetRule? rule, out BudgetProblem? problem), problem?.ToString());
        return rule with { Level = level };
    }
}
