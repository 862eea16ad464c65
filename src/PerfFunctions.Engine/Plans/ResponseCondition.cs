using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Plans;

/// <summary>What a check asks of a response; all of it must hold.</summary>
public sealed record ResponseCondition
{
    /// <summary>Status, text in the body, headers, service time.</summary>
    public Expectation Expect { get; init; } = new();

    /// <summary>The value that is compared; null when only <see cref="Expect"/> is asked.</summary>
    public Capture? Source { get; init; }

    /// <summary>How the value must stand to <see cref="Value"/>; null when it must only be there.</summary>
    public ComparisonOperator? Operator { get; init; }

    /// <summary>What it is compared with, taken literally.</summary>
    public string Value { get; init; } = "";
}
