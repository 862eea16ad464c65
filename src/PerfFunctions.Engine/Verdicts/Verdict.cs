using PerfFunctions.Engine.Budgets;

namespace PerfFunctions.Engine.Verdicts;

/// <summary>One rule, judged.</summary>
public sealed record RuleResult
{
    /// <summary>The expression as written.</summary>
    public required string Rule { get; init; }

    /// <summary>How it came out.</summary>
    public required RuleStatus Status { get; init; }

    /// <summary>Level in the plan.</summary>
    public required BudgetLevel Level { get; init; }

    /// <summary>The limit, with its unit, as a reader writes it: <c>300 ms</c>.</summary>
    public required string Expected { get; init; }

    /// <summary>The measured number in the same unit; <c>no data</c> when there is none.</summary>
    public required string Actual { get; init; }

    /// <summary><c>&lt; &lt;= &gt; &gt;=</c></summary>
    public required string Operator { get; init; }

    /// <summary>The measured number, unformatted; milliseconds, bytes or share.</summary>
    public double? Value { get; init; }

    /// <summary>The limit, unformatted.</summary>
    public required double Limit { get; init; }

    /// <summary>One sentence: by how much it passed or failed, or why there is no value.</summary>
    public required string Reason { get; init; }

    /// <summary>Where the true number lies, for an aggregate over the loads of a page; null for any other.</summary>
    public RuleInterval? Interval { get; init; }

    /// <summary>Why it failed, or may have, one sentence each, at most two; empty if the results do not show it.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>What the comparison with the baseline rests on; null for a rule that is not relative, or has no data.</summary>
    public RuleComparison? Comparison { get; init; }

    /// <summary>The author's reason for the rule.</summary>
    public string? Why { get; init; }

    /// <summary>Whom to ask.</summary>
    public string? Owner { get; init; }

    /// <summary>Line in the plan file; 0 when unknown.</summary>
    public int Line { get; init; }
}

/// <summary>The judgement of a run: every rule, and what they come to.</summary>
public sealed record Verdict
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>What the rules and the state of the run come to.</summary>
    public required RunOutcome Outcome { get; init; }

    /// <summary>One sentence a person reads first: <c>2 of 7 budgets failed: home.lcp.p75 3.1 s (limit 2.5 s)</c>.</summary>
    public required string Headline { get; init; }

    /// <summary>Every rule, in the order of the plan.</summary>
    public IReadOnlyList<RuleResult> Rules { get; init; } = [];

    /// <summary>What else a reader must know: lost shards, dropped sends, an interruption.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether reports show this alone, as the figures of the run could not be rendered.</summary>
    public bool IsPlain { get; init; }

    /// <summary>The rules as people read them: what needs them first, and within that in the order of the plan.</summary>
    public IEnumerable<RuleResult> WorstFirst() => Rules.OrderBy(rule => rule.Status switch
    {
        RuleStatus.Fail => 0,
        RuleStatus.NoData => 1,
        RuleStatus.Warn => 2,
        RuleStatus.Inconclusive => 3,
        RuleStatus.Pass => 4,
        _ => 5,
    });
}
