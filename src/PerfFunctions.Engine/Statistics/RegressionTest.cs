namespace PerfFunctions.Engine.Statistics;

/// <summary>
/// Judges whether the head is worse than the baseline by more than a margin. Only an interval that lies past the margin
/// as a whole fails; one that crosses it is too noisy to decide, and is never taken for the same. Where the runs
/// of the baseline differ so much that the margin is less than three times their scatter, the interval is widened by what
/// one more run may differ, and a head that no longer fails by it is inconclusive. A change too small to notice, however
/// large a share of next to nothing, is none.
/// </summary>
public static class RegressionTest
{
    /// <summary>Compares two samples.</summary>
    /// <exception cref="ArgumentException">A value is negative or no finite number, or a setting is out of its range.</exception>
    public static RegressionResult Judge(RegressionInput input)
    {
        Check(input);
        int baseline = input.Baseline.Count;
        int head = input.Head.Count;
        if (baseline == 0 || head == 0)
        {
            return new RegressionResult
            {
                Outcome = RegressionOutcome.NoData,
                SampleBase = baseline,
                SampleHead = head,
                Reason = RegressionReason.NoData(baseline, head),
            };
        }

        double level = 1 - (input.Alpha / input.Family);
        HeadShift shift = HeadShift.Of(input, level);
        bool isTooSmall = MoreValues.ForLevel(input, (1 - level) / 2) > 0;
        RegressionOutcome outcome = isTooSmall ? RegressionOutcome.Inconclusive : shift.Outcome(input);
        RunScatter? scatter = RunScatter.Of(input.BaselineRuns, shift.IsRatio);
        HeadShift? overRuns = outcome == RegressionOutcome.Worse ? shift.OverRuns(input, scatter, level) : null;
        bool isLuck = overRuns is not null && overRuns.Outcome(input) != RegressionOutcome.Worse;
        outcome = isLuck ? RegressionOutcome.Inconclusive : outcome;
        double reach = overRuns is null ? 0 : scatter!.Value.ShareOf(scatter.Value.ReachAt(level), shift.Median);
        MannWhitneyResult test = MannWhitney.Test(input.Baseline, input.Head);
        return new RegressionResult
        {
            Outcome = outcome,
            Shift = Finite(shift.Share.Shift),
            Low = Finite(shift.Share.Low),
            High = Finite(shift.Share.High),
            Level = level,
            PValue = test.PValue,
            AdjustedPValue = Math.Min(1, test.PValue * input.Family),
            EffectSize = test.RankBiserial,
            SpreadP = KolmogorovSmirnov.Spread(input.Baseline, input.Head).PValue,
            RunScatter = scatter is { Runs: > 1 } runs ? Finite(runs.ShareOf(runs.Found, shift.Median)) : null,
            SampleBase = baseline,
            SampleHead = head,
            MoreNeeded = outcome == RegressionOutcome.Inconclusive ? MoreValues.ToDecide(input, shift.Share, reach, level) : null,
            Reason = isTooSmall ? RegressionReason.TooSmall(input, level)
                : isLuck ? RegressionReason.OfScatter(shift, overRuns!, level, scatter!.Value, input)
                : RegressionReason.Of(outcome, shift, level, input),
        };
    }

    /// <summary>
    /// Compares several pairs of samples together, after Holm: the chance that even one of them is falsely called worse
    /// stays below alpha. Each found worse frees its part of alpha for the others, whose intervals become narrower.
    /// </summary>
    /// <param name="inputs">The comparisons; their <see cref="RegressionInput.Family"/> is set here.</param>
    /// <param name="others">Comparisons that will be judged with them and are not known yet; none of them is taken to be found worse.</param>
    /// <exception cref="ArgumentException">As for <see cref="Judge"/>.</exception>
    public static IReadOnlyList<RegressionResult> JudgeFamily(IReadOnlyList<RegressionInput> inputs, int others = 0)
    {
        RegressionResult[] results = new RegressionResult[inputs.Count];
        List<int> open = [.. Enumerable.Range(0, inputs.Count).Where(i => inputs[i] is { Baseline.Count: > 0, Head.Count: > 0 })];
        foreach (int i in Enumerable.Range(0, inputs.Count).Except(open))
        {
            results[i] = Judge(inputs[i]);
        }

        for (int before = int.MaxValue; open.Count < before;)
        {
            before = open.Count;
            foreach (int i in open)
            {
                results[i] = Judge(inputs[i] with { Family = before + others });
            }

            open.RemoveAll(i => results[i].Outcome == RegressionOutcome.Worse);
        }

        return results;
    }

    private static void Check(RegressionInput input)
    {
        if (input.Baseline.Concat(input.Head).Any(v => !double.IsFinite(v) || v < 0))
        {
            throw new ArgumentException("A value is negative or no finite number; allowed is 0 or more.", nameof(input));
        }

        if (input.Margin is not (>= 0 and <= double.MaxValue) || input.Negligible is not (>= 0 and <= double.MaxValue) ||
            input.Alpha is not (> 0 and < 1) || input.Family < 1)
        {
            throw new ArgumentException(
                $"The margin {input.Margin}, negligible change {input.Negligible}, alpha {input.Alpha} or family {input.Family} is out of range; " +
                "the margin and the change must be 0 or more, alpha between 0 and 1, and the family 1 or more.",
                nameof(input));
        }
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
