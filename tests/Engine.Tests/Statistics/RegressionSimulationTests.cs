using System.Globalization;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Tests.Statistics;

/// <summary>
/// Proof by simulation, with the noise of <see cref="LoadNoise"/>. Found to be worse, of a true 15 %, in percent of runs:
/// <code>
/// margin  noise   5 loads   8   10   12   15   20   25 a side
///   5 %    5 %      56     85   91   96   99  100  100
///   5 %    6 %      41     74   81   89   94   99  100
///   5 %    8 %      25     49   58   66   80   88   95
///  10 %    5 %      17     33   39   47   56   71   81
///  10 %    8 %       7     15   19   21   27   33   44
/// </code>
/// Without a change never more than 0.2 % were called worse. A margin of 5 % and 12 loads a side (at 5 % of noise) or 28
/// (at 8 %) therefore find a true 15 %; five loads a side, and up to 30 only where they do not decide, find it too.
/// </summary>
public class RegressionSimulationTests(ITestOutputHelper output)
{
    private const double Regression = 1.15;

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(15)]
    public void Without_a_change_at_most_two_of_a_hundred_runs_are_called_worse(int loads)
    {
        foreach (double noise in new[] { 0.05, 0.08 })
        {
            foreach (double margin in new[] { 0.05, 0.10 })
            {
                Assert.InRange(Worse(noise, margin, loads, factor: 1, runs: 800), 0, 0.02);
            }
        }
    }

    [Theory]
    [InlineData(0.05, 12)]
    [InlineData(0.06, 17)]
    [InlineData(0.08, 28)]
    public void Fifteen_percent_is_found_in_ninety_five_of_a_hundred_runs(double noise, int loads) =>
        Assert.InRange(Worse(noise, margin: 0.05, loads, Regression, runs: 1000), 0.95, 1);

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.08)]
    public void Further_loads_where_the_first_do_not_decide_find_it_without_false_alarms(double noise)
    {
        (double worse, double loads) = TakenFurther(noise, Regression);
        Assert.InRange(worse, 0.95, 1);
        (double falsely, double without) = TakenFurther(noise, factor: 1);
        Assert.InRange(falsely, 0, 0.02);
        Print($"noise {noise:P0}, 5 to 30 loads: found {worse:P1} with {loads:0.0} loads, false {falsely:P1} with {without:0.0}");
    }

    [Theory]
    [InlineData(0.05, 0.02)]
    // With no margin at all the bad half of alpha, 2.5 %, may go wrong; the rest is the chance of 400 runs.
    [InlineData(0, 0.04)]
    public void Of_ten_rules_without_a_change_hardly_ever_one_is_called_worse(double margin, double most)
    {
        const int Runs = 400;
        LoadNoise noise = new(23, 0.06);
        int falsely = Enumerable.Range(0, Runs).Count(_ => RegressionTest.JudgeFamily(
            [.. Enumerable.Range(0, 10).Select(_ => Input(noise.Loads(10), noise.Loads(10), margin))])
            .Any(r => r.Outcome == RegressionOutcome.Worse));
        Print($"10 rules, margin {margin:P0}: a false alarm in {falsely / (double)Runs:P1} of runs");
        Assert.InRange(falsely / (double)Runs, 0, most);
    }

    // Errors a block of 250 requests, blocking time of loads of which some have none: what a share alone calls worse by any little.
    [Theory]
    [InlineData(MetricUnit.Share, 0.001)]
    [InlineData(MetricUnit.Milliseconds, 10)]
    public void What_is_often_zero_is_hardly_ever_called_worse_without_a_change_and_found_with_one(MetricUnit unit, double negligible)
    {
        const int Runs = 400;
        var chance = new Random(57);
        LoadNoise noise = new(59, 0.3);
        double[] Values(double level, double factor = 1) => [.. Enumerable.Range(0, 12).Select(_ => unit == MetricUnit.Share
            ? Enumerable.Range(0, 250).Count(_ => chance.NextDouble() < level * factor) / 250.0
            : chance.NextDouble() < 0.4 / factor ? 0 : noise.Loads(1)[0] * level * factor)];

        // Levels differ from run to run by a third, as those of rare events do.
        double Worse(double usual, double factor) => Enumerable.Range(0, Runs).Count(_ =>
        {
            double[][] runs = [.. Enumerable.Range(0, 3).Select(_ => Values(usual * Math.Exp(0.3 * noise.Normal())))];
            return RegressionTest.Judge(Input([.. runs.SelectMany(r => r)], Values(usual * Math.Exp(0.3 * noise.Normal()), factor), 0.10) with
            {
                BaselineRuns = runs,
                Negligible = negligible,
                Unit = unit,
            }).Outcome == RegressionOutcome.Worse;
        }) / (double)Runs;

        double level = unit == MetricUnit.Share ? 0.002 : 0.02;
        (double falsely, double found) = (Worse(level, 1), Worse(level, 20));
        Print($"{unit}: without a change {falsely:P1}, twenty-fold {found:P1}");
        Assert.InRange(falsely, 0, 0.02);
        Assert.InRange(found, 0.95, 1);
    }

    [Fact]
    public void The_interval_of_the_ratio_keeps_its_level_and_that_of_the_relative_difference_does_not()
    {
        const int Runs = 1500;
        LoadNoise noise = new(31, 0.08);
        int ratio = 0;
        int difference = 0;
        for (int i = 0; i < Runs; i++)
        {
            double[] baseline = noise.Loads(15);
            double[] head = noise.Loads(15, 1.5);
            ratio += Holds(HodgesLehmann.Ratio(baseline, head, 0.95), 0.5) ? 1 : 0;
            difference += Holds(HodgesLehmann.RelativeDifference(baseline, head, 0.95), 0.5) ? 1 : 0;
        }

        Print($"a true 50 % lies in {ratio / (double)Runs:P1} of ratio intervals, {difference / (double)Runs:P1} of the others");
        Assert.InRange(ratio / (double)Runs, 0.935, 0.97);
        Assert.InRange(difference / (double)Runs, 0.8, 0.925);
    }

    private double Worse(double noise, double margin, int loads, double factor, int runs)
    {
        LoadNoise chance = new((loads * 1000) + (int)(factor * 100), noise);
        double worse = Enumerable.Range(0, runs).Count(_ => RegressionTest.Judge(
            Input(chance.Loads(loads), chance.Loads(loads, factor), margin)).Outcome == RegressionOutcome.Worse) / (double)runs;
        Print($"noise {noise:P0}, margin {margin:P0}, {loads} loads a side, true shift {factor - 1:P0}: worse in {worse:P1}");
        return worse;
    }

    private static (double Worse, double Loads) TakenFurther(double noise, double factor)
    {
        const int Runs = 250;
        LoadNoise chance = new(41, noise);
        int worse = 0;
        int loads = 0;
        for (int i = 0; i < Runs; i++)
        {
            RegressionInput input = Input(chance.Loads(5), chance.Loads(5, factor), margin: 0.05);
            RegressionResult result = RegressionTest.Judge(input);
            while (result.MoreNeeded is > 0 and int more)
            {
                double[] head = [.. input.Head, .. chance.Loads(more, factor)];
                input = Input([.. input.Baseline, .. chance.Loads(more)], head, input.Margin);
                result = RegressionTest.Judge(input);
            }

            worse += result.Outcome == RegressionOutcome.Worse ? 1 : 0;
            loads += result.SampleHead;
        }

        return (worse / (double)Runs, loads / (double)Runs);
    }

    private static bool Holds(ShiftEstimate estimate, double shift) => estimate.Low <= shift && shift <= estimate.High;

    private static RegressionInput Input(IReadOnlyList<double> baseline, IReadOnlyList<double> head, double margin) =>
        new() { Baseline = baseline, Head = head, Worse = MetricDirection.Higher, Margin = margin };

    private void Print(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
