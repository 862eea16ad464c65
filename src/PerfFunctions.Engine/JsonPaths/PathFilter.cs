using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.JsonPaths;

/// <summary>A condition of a filter, RFC 9535 section 2.3.5.</summary>
internal abstract record PathFilter
{
    /// <summary>Whether it holds of a value.</summary>
    public abstract bool Holds(PathVisit visit, JsonElement current);
}

/// <summary><c>||</c> of conditions, each <c>&amp;&amp;</c> of others.</summary>
internal sealed record JointFilter(PathFilter[][] Ways) : PathFilter
{
    /// <inheritdoc />
    public override bool Holds(PathVisit visit, JsonElement current) => Ways.Any(way => way.All(part => part.Holds(visit, current)));
}

/// <summary><c>!</c>.</summary>
internal sealed record NegatedFilter(PathFilter Inner) : PathFilter
{
    /// <inheritdoc />
    public override bool Holds(PathVisit visit, JsonElement current) => !Inner.Holds(visit, current);
}

/// <summary>Whether a path leads anywhere.</summary>
internal sealed record ExistenceFilter(FilterPath Path) : PathFilter
{
    /// <inheritdoc />
    public override bool Holds(PathVisit visit, JsonElement current) => Path.Select(visit, current).Count > 0;
}

/// <summary><c>match(@.name, 'a.*')</c> of a whole text, and <c>search</c> of a part of it.</summary>
internal sealed record PatternFilter(FilterOperand Text, Regex Pattern) : PathFilter
{
    /// <inheritdoc />
    public override bool Holds(PathVisit visit, JsonElement current)
    {
        try
        {
            return Text.Of(visit, current) is { Kind: ValueKind.Text } value && Pattern.IsMatch(value.Text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}

/// <summary>Two values compared.</summary>
internal sealed record ComparisonFilter(FilterOperand Left, ComparisonOperator Operator, FilterOperand Right) : PathFilter
{
    /// <inheritdoc />
    public override bool Holds(PathVisit visit, JsonElement current)
    {
        Value? left = Left.Of(visit, current);
        Value? right = Right.Of(visit, current);
        if (left is not { } a || right is not { } b)
        {
            // Nothing equals nothing alone.
            bool isEqual = left is null && right is null;
            return Operator switch
            {
                ComparisonOperator.Equal or ComparisonOperator.AtMost or ComparisonOperator.AtLeast => isEqual,
                ComparisonOperator.Unequal => !isEqual,
                _ => false,
            };
        }

        return Operator switch
        {
            ComparisonOperator.Equal => AreEqual(a, b),
            ComparisonOperator.Unequal => !AreEqual(a, b),
            ComparisonOperator.Below => Order(a, b) < 0,
            ComparisonOperator.AtMost => Order(a, b) < 0 || AreEqual(a, b),
            ComparisonOperator.Above => Order(a, b) > 0,
            _ => Order(a, b) > 0 || AreEqual(a, b),
        };
    }

    private static bool AreEqual(Value a, Value b) => a.Kind == b.Kind && a.Kind switch
    {
        ValueKind.Number => Order(a, b) == 0,
        ValueKind.Json => a.IsSameJson(b),
        _ => a.Text == b.Text,
    };

    private static int? Order(Value a, Value b) => (a.Kind, b.Kind) switch
    {
        (ValueKind.Number, ValueKind.Number) =>
            double.Parse(a.Text, CultureInfo.InvariantCulture).CompareTo(double.Parse(b.Text, CultureInfo.InvariantCulture)),
        (ValueKind.Text, ValueKind.Text) => string.CompareOrdinal(a.Text, b.Text),
        _ => null,
    };
}

/// <summary>One side of a comparison.</summary>
internal abstract record FilterOperand
{
    /// <summary>Whether it stands for one value, and so can be compared.</summary>
    public abstract bool IsSingular { get; }

    /// <summary>Its value; null when there is none.</summary>
    public abstract Value? Of(PathVisit visit, JsonElement current);
}

/// <summary>A value that stands in the path.</summary>
internal sealed record LiteralOperand(Value Value) : FilterOperand
{
    /// <inheritdoc />
    public override bool IsSingular => true;

    /// <inheritdoc />
    public override Value? Of(PathVisit visit, JsonElement current) => Value;
}

/// <summary>What a path leads to, <c>length(@.name)</c> of it, or <c>count(@.*)</c> of them.</summary>
internal sealed record PathOperand(FilterPath Path, string? Function) : FilterOperand
{
    /// <inheritdoc />
    public override bool IsSingular => Function is "count" or "value" || Path.Segments.All(s => s.IsSingular);

    /// <inheritdoc />
    public override Value? Of(PathVisit visit, JsonElement current)
    {
        IReadOnlyList<JsonElement> found = Path.Select(visit, current);
        if (Function == "count")
        {
            return Value.Of(found.Count);
        }

        if (found is not [JsonElement one])
        {
            return null;
        }

        return Function != "length" ? Value.Of(one) : one.ValueKind switch
        {
            JsonValueKind.String => Value.Of(new StringInfo(Value.Of(one).Text).LengthInTextElements),
            JsonValueKind.Array => Value.Of(one.GetArrayLength()),
            JsonValueKind.Object => Value.Of(one.EnumerateObject().Count()),
            _ => null,
        };
    }
}

/// <summary>A path within a filter: from the value that is looked at, or from the document.</summary>
internal sealed record FilterPath(bool IsAbsolute, PathSegment[] Segments)
{
    /// <summary>The values that it leads to.</summary>
    public IReadOnlyList<JsonElement> Select(PathVisit visit, JsonElement current) =>
        PathSegment.Follow(Segments, visit, IsAbsolute ? visit.Root : current);
}
