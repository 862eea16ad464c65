namespace PerfFunctions.Engine.Plans.Protocols;

/// <summary>
/// Opens a stream of server-sent events, which stays open to the end of the iteration, or of the user when it is opened in
/// <c>once</c>, and waits for some of them if the plan says so.
/// </summary>
public sealed record EventsStep : HttpStep
{
    /// <summary>Name of a stream that the plan gives none.</summary>
    public const string DefaultName = "events";

    /// <summary>Content type of a stream of events.</summary>
    public const string MediaType = "text/event-stream";

    /// <summary>Name by which later steps use it.</summary>
    public string As { get; init; } = DefaultName;

    /// <summary>The events that are waited for; null for none.</summary>
    public Awaited? Receive { get; init; }

    /// <inheritdoc />
    public override string Key => "events";

    /// <inheritdoc />
    public override string? Stream => As;

    /// <inheritdoc />
    public override Expectation? Match => Receive?.Match;

    /// <inheritdoc />
    public override IEnumerable<string> JsonTexts => [.. Receive?.JsonTexts ?? [], .. base.JsonTexts];
}
