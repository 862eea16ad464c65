using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Metrics;

public class DerivedMetricsTests
{
    // Of ten answers six within 500 ms, two within 2 s and two later.
    [Theory]
    [InlineData(10, 0, 0.7)]
    // Two of the fast ones were errors.
    [InlineData(10, 2, 0.5)]
    // Two more got no answer at all.
    [InlineData(12, 2, 7 / 12.0)]
    public void Apdex_counts_satisfied_tolerating_and_frustrated_users(int completed, int failed, double expected)
    {
        var scenario = new ScenarioSummary
        {
            Name = "browse",
            Model = "10/s",
            DurationSeconds = 1,
            Counts = new IntervalCounts { Sent = completed, Completed = completed, Failed = failed },
            Response = Histogram(100, 100, 200, 300, 400, 499, 600, 1900, 2100, 9000),
        };
        var reader = new SummaryReader(new RunSummary { RunId = "r", Scenarios = [scenario] });
        Assert.Equal(expected, reader.Read(Numbers.Rule("browse.apdex.500ms > 0.9").Metric).Value!.Value, 1e-9);
        Assert.Equal(failed / (completed * 0.001), reader.Read(Numbers.Rule("browse.burn.99.9 < 1").Metric).Value!.Value, 1e-6);
    }

    [Theory]
    [InlineData("browse.apdex > 0.9", "'apdex' needs a parameter")]
    [InlineData("browse.apdex.fast > 0.9", "'apdex' has no 'fast'")]
    [InlineData("browse.burn.100 < 1", "'burn' has no '100'")]
    [InlineData("browse.burn < 1", "'burn' needs a parameter")]
    public void A_derived_metric_needs_its_parameter(string rule, string message)
    {
        Assert.False(BudgetParser.TryParse(rule, Numbers.Subjects, out _, out BudgetProblem? problem));
        Assert.Equal(message, problem.Message);
        Assert.InRange(problem.Column, 12, 14);
    }

    private static byte[] Histogram(params double[] milliseconds)
    {
        var histogram = new LatencyHistogram();
        foreach (double ms in milliseconds)
        {
            histogram.Record(TimeSpan.FromMilliseconds(ms));
        }

        return histogram.Encode();
    }
}
