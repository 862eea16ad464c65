namespace PerfFunctions.Engine.Plans.Protocols;

/// <summary>Messages or events that a step waits for.</summary>
public sealed record Awaited
{
    /// <summary>
    /// What makes a message the awaited one: its text and values of its JSON. Others are counted and passed over.
    /// </summary>
    public Expectation Match { get; init; } = new();

    /// <summary>Type of the events; null for any, and for messages, which have none.</summary>
    public string? Event { get; init; }

    /// <summary>How many; with <see cref="For"/>, how many there must be at least. Null for one, and for any number.</summary>
    public int? Count { get; init; }

    /// <summary>Takes what comes for so long, as a part of the user's pauses; null to wait for <see cref="Count"/>.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>JSON that messages are compared with, whose texts are templates.</summary>
    public IEnumerable<string> JsonTexts => Match.Tests.SelectMany(t => t.JsonTexts);
}
