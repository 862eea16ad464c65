using System.Globalization;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Tests.Statistics;

public class RunScatterTests(ITestOutputHelper output)
{
    private const double Noise = 0.05;

    [Fact]
    public void One_run_cannot_show_it_and_is_taken_for_the_usual()
    {
        Assert.Equal(
            new RunScatter(0, RunScatter.Usual, RunScatter.UsualFreedom, 1, IsRatio: true), RunScatter.Of([[1, 2, 3]], isRatio: true));
        RegressionResult result = RegressionTest.Judge(Input([[100, 101, 102, 103, 104]], [114, 115, 116, 117, 118], 0.05));
        Assert.Equal((RegressionOutcome.Inconclusive, null), (result.Outcome, result.RunScatter));
        Assert.Contains("one baseline run does not show", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_that_differ_by_their_noise_alone_do_not_scatter() =>
        Assert.InRange(RunScatter.Of([.. Pool(new LoadNoise(3, Noise), 5, 30, between: 0)], isRatio: true)!.Value.Found, 0, 0.01);

    [Fact]
    public void What_runs_differ_by_is_found_beneath_the_noise_of_their_loads()
    {
        LoadNoise chance = new(5, Noise);
        double[] found = [.. Enumerable.Range(0, 200).Select(_ => Math.Pow(RunScatter.Of([.. Pool(chance, 5, 12, 0.05)], isRatio: true)!.Value.Found, 2))];
        Assert.InRange(Math.Sqrt(found.Average()), 0.045, 0.055);
    }

    [Theory]
    [InlineData(5, 5, 0.02)]
    [InlineData(5, 12, 0.02)]
    [InlineData(3, 12, 0.02)]
    [InlineData(2, 12, 0.02)]
    [InlineData(1, 12, 0.02)]
    public void Runs_that_differ_by_five_percent_are_hardly_ever_called_worse_at_a_margin_of_ten(int runs, int values, double most)
    {
        double falsely = Worse(new LoadNoise((runs * 100) + values, Noise), runs, values, between: 0.05, factor: 1, margin: 0.10);
        Assert.InRange(falsely, 0, most);
    }

    [Theory]
    [InlineData(0.00, 12)]
    [InlineData(0.01, 16)]
    public void Where_runs_are_alike_fifteen_percent_is_still_found(double between, int values) =>
        Assert.InRange(Worse(new LoadNoise(77, Noise), runs: 5, values, between, factor: 1.15, margin: 0.05), 0.95, 1);

    [Fact]
    public void A_head_within_what_runs_differ_by_is_inconclusive_and_says_why()
    {
        double[][] runs = [[100, 101, 102, 103], [120, 121, 122, 123], [90, 91, 92, 93]];
        RegressionResult result = RegressionTest.Judge(Input(runs, [130, 131, 132, 133, 134, 135], 0.05));
        Assert.Equal((RegressionOutcome.Inconclusive, 0), (result.Outcome, result.MoreNeeded));
        Assert.Contains("the baseline runs differ from each other by 14", result.Reason, StringComparison.Ordinal);
        Assert.InRange(result.RunScatter!.Value, 0.13, 0.16);
    }

    [Fact]
    public void Runs_of_what_is_sometimes_zero_scatter_in_its_unit()
    {
        double[][] runs = [[0, 30, 31, 32], [0, 90, 91, 92], [0, 10, 11, 12]];
        RegressionInput input = Input(runs, [150, 151, 152, 153, 154, 155], 0.05) with { Unit = MetricUnit.Milliseconds, Negligible = 10 };
        RegressionResult result = RegressionTest.Judge(input);
        Assert.Equal(RegressionOutcome.Inconclusive, result.Outcome);
        Assert.Contains("the baseline runs differ from each other by", result.Reason, StringComparison.Ordinal);

        RegressionResult fromZero = RegressionTest.Judge(input with { Baseline = [0, 0, 0, 0, 0, 0, 20, 20, 20], BaselineRuns = [[0, 0, 0], [0, 0, 0], [20, 20, 20]], Head = [30, 30, 30, 31, 31, 31] });
        Assert.Equal(RegressionOutcome.Inconclusive, fromZero.Outcome);
        Assert.Matches("^The baseline is zero and the candidate is not, but the baseline runs differ from each other by 11.5 ms: the 95 % interval over runs, .* ms to .* ms, crosses what counts as no change.$", fromZero.Reason);
    }

    private double Worse(LoadNoise chance, int runs, int values, double between, double factor, double margin)
    {
        const int Times = 500;
        int worse = 0;
        for (int i = 0; i < Times; i++)
        {
            double[] head = chance.Loads(values, factor * Math.Exp(between * chance.Normal()));
            worse += RegressionTest.Judge(Input([.. Pool(chance, runs, values, between)], head, margin)).Outcome == RegressionOutcome.Worse ? 1 : 0;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{runs} runs of {values} values that differ by {between:P0}, true shift {factor - 1:P0}, margin {margin:P0}: worse in {worse / (double)Times:P1}"));
        return worse / (double)Times;
    }

    private static IEnumerable<double[]> Pool(LoadNoise chance, int runs, int values, double between) =>
        Enumerable.Range(0, runs).Select(_ => chance.Loads(values, Math.Exp(between * chance.Normal())));

    private static RegressionInput Input(double[][] runs, double[] head, double margin) => new()
    {
        Baseline = [.. runs.SelectMany(r => r)],
        BaselineRuns = runs,
        Head = head,
        Worse = MetricDirection.Higher,
        Margin = margin,
    };
}
