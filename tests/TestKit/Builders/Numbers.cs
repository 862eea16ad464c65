using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using Xunit;

namespace PerfFunctions.TestKit.Builders;

/// <summary>A run's numbers, set by hand; what is not set was not measured.</summary>
public sealed class Numbers : IMetricReader
{
    private readonly Dictionary<string, double> _values = [];
    private readonly Dictionary<string, double[]> _samples = [];
    private readonly Dictionary<string, int> _noisy = [];
    private readonly Dictionary<string, int> _seconds = [];
    private readonly Dictionary<string, BaseReading> _against = [];

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

    /// <summary>A page's loads, some of which were noisy.</summary>
    public Numbers WithLoads(string metric, double[] quiet, params double[] noisy)
    {
        _noisy[metric] = noisy.Length;
        return WithSamples(metric, [.. quiet, .. noisy]);
    }

    /// <summary>Blocks of so many seconds.</summary>
    public Numbers WithBlocks(string metric, int seconds, params double[] values)
    {
        _seconds[metric] = seconds;
        return WithSamples(metric, values);
    }

    /// <summary>What the run itself was compared with in turns.</summary>
    public Numbers WithAgainst(string metric, double[] quiet, params double[] noisy)
    {
        _against[metric] = new BaseReading(
            "https://base.example/", new SampleSet([.. quiet, .. noisy]) { WithoutNoise = quiet }, null,
            noisy.Length == 0 ? null : $"{noisy.Length} loads of https://base.example/ were noisy: Other work");
        return this;
    }

    public SampleSet Samples(MetricReference reference)
    {
        string metric = reference.ToString();
        double[] values = _samples.GetValueOrDefault(metric, []);
        return new SampleSet(values)
        {
            WithoutNoise = values[..^_noisy.GetValueOrDefault(metric)],
            BlockSeconds = _seconds.TryGetValue(metric, out int seconds) ? seconds : null,
        };
    }

    public BaseReading? Against(MetricReference reference) => _against.GetValueOrDefault(reference.ToString());

    public MetricReading Read(MetricReference reference) => _values.TryGetValue(reference.ToString(), out double value)
        ? MetricReading.Of(value) with { Noise = _noisy.GetValueOrDefault(reference.ToString()) is > 0 and var n ? $"{n} loads were noisy: Other work" : null }
        : MetricReading.None("the page never loaded");

    public static BudgetRule Rule(string expression, BudgetLevel level = BudgetLevel.Fail)
    {
        Assert.True(BudgetParser.TryParse(expression, Subjects, out BudgetRule? rule, out BudgetProblem? problem), problem?.ToString());
        return rule with { Level = level };
    }
}
