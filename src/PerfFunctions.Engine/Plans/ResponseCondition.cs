namespace PerfFunctions.Engine.Plans;

/// <summary>What a check asks of a response; all of it must hold.</summary>
public sealed record ResponseCondition
{
    /// <summary>Status, body, headers, size, service time.</summary>
    public Expectation Expect { get; init; } = new();

    /// <summary>The value that is looked at; null when only <see cref="Expect"/> is asked.</summary>
    public Capture? Source { get; init; }

    /// <summary>What must hold of the value; empty when it must only be there.</summary>
    public IReadOnlyList<ValueTest> Tests { get; init; } = [];

    /// <summary>Whether the body has to be looked into.</summary>
    public bool LooksIntoBody => Expect.LooksIntoBody || Source?.LooksIntoBody == true;
}
