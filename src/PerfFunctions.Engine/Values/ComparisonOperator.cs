namespace PerfFunctions.Engine.Values;

/// <summary>How two values stand to each other.</summary>
public enum ComparisonOperator
{
    /// <summary>==</summary>
    Equal,

    /// <summary>!=</summary>
    Unequal,

    /// <summary>&lt;, numbers only: false for anything else.</summary>
    Below,

    /// <summary>&lt;=, numbers only: false for anything else.</summary>
    AtMost,

    /// <summary>&gt;, numbers only: false for anything else.</summary>
    Above,

    /// <summary>&gt;=, numbers only: false for anything else.</summary>
    AtLeast,

    /// <summary>contains: part of a text, or item of a list.</summary>
    Contains,
}
