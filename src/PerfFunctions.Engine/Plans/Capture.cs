using PerfFunctions.Engine.JsonPaths;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Plans;

/// <summary>Where a value of a response is taken from.</summary>
public abstract record Capture
{
    /// <summary>Which of several is taken; null for the first, or the value as it is.</summary>
    public CapturePick? Pick { get; init; }

    /// <summary>The value where there is none; null where that is a failure.</summary>
    public Value? Default { get; init; }

    /// <summary>Whether the body has to be looked into.</summary>
    public virtual bool LooksIntoBody => true;
}

/// <summary>From a JSON body.</summary>
/// <param name="Path">Such as <c>$.items[0].id</c>.</param>
public sealed record JsonCapture(JsonPath Path) : Capture;

/// <summary>From a body as text.</summary>
/// <param name="Pattern">A regular expression without backtracking; its first group is the value, else the whole match.</param>
public sealed record PatternCapture(string Pattern) : Capture;

/// <summary>From a body as text: what stands between two texts.</summary>
/// <param name="Left">The text before it.</param>
/// <param name="Right">The text after it.</param>
public sealed record BetweenCapture(string Left, string Right) : Capture;

/// <summary>From an HTML body.</summary>
/// <param name="Selector">A CSS selector.</param>
/// <param name="Attribute">Name of an attribute; null for the text of the element.</param>
public sealed record CssCapture(string Selector, string? Attribute) : Capture;

/// <summary>From a response header.</summary>
/// <param name="Name">Its name.</param>
public sealed record HeaderCapture(string Name) : Capture
{
    /// <inheritdoc />
    public override bool LooksIntoBody => false;
}

/// <summary>From a cookie that the response sets.</summary>
/// <param name="Name">Its name.</param>
public sealed record CookieCapture(string Name) : Capture
{
    /// <inheritdoc />
    public override bool LooksIntoBody => false;
}

/// <summary>A part of the response itself.</summary>
/// <param name="Part">Which.</param>
public sealed record PartCapture(ResponsePart Part) : Capture
{
    /// <inheritdoc />
    public override bool LooksIntoBody => Part == ResponsePart.Body;
}

/// <summary>Parts of a response.</summary>
public enum ResponsePart
{
    /// <summary>The body as text.</summary>
    Body,

    /// <summary>The status.</summary>
    Status,

    /// <summary>The service time in milliseconds.</summary>
    Time,

    /// <summary>Bytes of the body, as they travelled.</summary>
    Size,
}

/// <summary>Which of several values is taken.</summary>
public enum CapturePick
{
    /// <summary>The first.</summary>
    First,

    /// <summary>The last.</summary>
    Last,

    /// <summary>One by chance.</summary>
    Random,

    /// <summary>All, as a list.</summary>
    All,

    /// <summary>How many there are.</summary>
    Count,
}
