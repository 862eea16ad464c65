namespace PerfFunctions.Engine.Values;

/// <summary>Compares values.</summary>
public static class ValueComparison
{
    /// <summary>Whether two values stand to each other as an operator says: as numbers when both are, else as texts.</summary>
    public static bool Holds(Value left, ComparisonOperator op, Value right)
    {
        bool areNumbers = left.TryNumber(out double a) & right.TryNumber(out double b);
        return op switch
        {
            ComparisonOperator.Equal => AreEqual(left, right),
            ComparisonOperator.Unequal => !AreEqual(left, right),
            ComparisonOperator.Below => areNumbers && a < b,
            ComparisonOperator.AtMost => areNumbers && a <= b,
            ComparisonOperator.Above => areNumbers && a > b,
            ComparisonOperator.AtLeast => areNumbers && a >= b,
            _ => left.Items() is { } items ? items.Any(i => AreEqual(i, right)) : left.Text.Contains(right.Text, StringComparison.Ordinal),
        };
    }

    // A text that looks like a number is one here: much of what a target sends as text is meant as a number.
    private static bool AreEqual(Value left, Value right) =>
        left.IsNull || right.IsNull ? left.IsNull && right.IsNull
        : left.TryNumber(out double a) && right.TryNumber(out double b) ? a.Equals(b)
        : left.Text == right.Text;
}
