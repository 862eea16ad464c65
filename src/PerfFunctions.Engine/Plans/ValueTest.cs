using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Plans;

/// <summary>What must hold of a value of a response.</summary>
public abstract record ValueTest
{
    /// <summary>JSON that the value is compared with, whose texts are templates.</summary>
    internal virtual IEnumerable<string> JsonTexts => [];
}

/// <summary>It stands to another value as an operator says.</summary>
/// <param name="Operator">How.</param>
/// <param name="Json">The other value, JSON whose texts are templates.</param>
public sealed record CompareTest(ComparisonOperator Operator, string Json) : ValueTest
{
    /// <inheritdoc />
    internal override IEnumerable<string> JsonTexts => [Json];
}

/// <summary>A regular expression is found in it.</summary>
/// <param name="Pattern">The expression; no template.</param>
public sealed record MatchTest(string Pattern) : ValueTest;

/// <summary>The number of its items, of a list, or of what was found, stands to a number as an operator says.</summary>
/// <param name="Operator">How.</param>
/// <param name="Count">The number.</param>
public sealed record CountTest(ComparisonOperator Operator, double Count) : ValueTest;

/// <summary>It is there, or it is not.</summary>
/// <param name="IsThere">Which of both.</param>
public sealed record ExistsTest(bool IsThere) : ValueTest;

/// <summary>Another test does not hold.</summary>
/// <param name="Inner">The other.</param>
public sealed record NotTest(ValueTest Inner) : ValueTest
{
    /// <inheritdoc />
    internal override IEnumerable<string> JsonTexts => Inner.JsonTexts;
}
