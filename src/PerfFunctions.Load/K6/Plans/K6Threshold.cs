namespace PerfFunctions.Load.K6.Plans;

/// <summary>A threshold of a script.</summary>
/// <param name="Name">The metric as the options write it: <c>http_req_duration{name:cart}</c>.</param>
/// <param name="Metric">The metric without its tags.</param>
/// <param name="Expression">What must hold, as the options write it: <c>p(95)&lt;500</c>.</param>
/// <param name="Budgets">The budgets that say the same, all of which must hold.</param>
public sealed record K6Threshold(string Name, string Metric, string Expression, IReadOnlyList<string> Budgets)
{
    /// <summary>Names of the scenarios, in the plan, that the tags of its metric mean.</summary>
    public IReadOnlyList<string> Scenarios { get; init; } = [];

    /// <summary>The other tags of the metric, without those that mean all of it.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Conditions that abort the run where the threshold does.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>What of it is understood otherwise; null for nothing.</summary>
    public string? Note { get; init; }
}
