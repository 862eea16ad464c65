using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Verdicts;

/// <summary>Two runs, number by number.</summary>
/// <param name="Margin">The change, as a share, within which two numbers are the same.</param>
/// <param name="Numbers">What at least one of the runs measured, in the order of the runs.</param>
public sealed record RunComparison(double Margin, IReadOnlyList<ComparedNumber> Numbers)
{
    /// <summary>What all numbers come to. The worst applies; a number that one side lacks was not shown to be the same.</summary>
    public RegressionOutcome Outcome =>
        Numbers.Count == 0 ? RegressionOutcome.NoData
        : Any(RegressionOutcome.Worse) ?? Any(RegressionOutcome.NoData) ?? Any(RegressionOutcome.Inconclusive) ?? Any(RegressionOutcome.Better)
            ?? RegressionOutcome.Same;

    private RegressionOutcome? Any(RegressionOutcome outcome) => Numbers.Any(n => n.Outcome == outcome) ? outcome : null;
}

/// <summary>One number of two runs.</summary>
/// <param name="Metric">As a budget names it: <c>home.lcp</c>, <c>browse.latency.p95</c>.</param>
/// <param name="Kind">Whether its subject is a scenario or a page.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why, as a part of a sentence.</param>
/// <param name="Comparison">What that rests on; null where a side has no data.</param>
public sealed record ComparedNumber(string Metric, MetricKind Kind, RegressionOutcome Outcome, string Reason, RuleComparison? Comparison);
