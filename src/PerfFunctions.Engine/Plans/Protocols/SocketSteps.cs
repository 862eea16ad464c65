namespace PerfFunctions.Engine.Plans.Protocols;

/// <summary>
/// Opens a WebSocket (RFC 6455), which stays open to the end of the iteration, or of the user when it is opened in <c>once</c>.
/// </summary>
public sealed record ConnectStep : HttpStep
{
    /// <summary>Name of a socket that the plan gives none.</summary>
    public const string DefaultSocket = "socket";

    /// <summary>Name by which later steps use it; a socket of this name that is open is closed.</summary>
    public string Socket { get; init; } = DefaultSocket;

    /// <summary>Subprotocols that are offered, the preferred one first.</summary>
    public IReadOnlyList<string> Subprotocols { get; init; } = [];

    /// <inheritdoc />
    public override string Key => "connect";

    /// <inheritdoc />
    public override string? Stream => Socket;
}

/// <summary>Sends a message over a socket, and waits for the one that answers it if the plan says which.</summary>
public sealed record SendStep : RequestStep
{
    /// <summary>Name of the socket.</summary>
    public required string Socket { get; init; }

    /// <summary>The message: a text message for <see cref="TextBody"/>, a binary one for anything else.</summary>
    public required RequestBody Message { get; init; }

    /// <summary>The message that is waited for; null for none.</summary>
    public Awaited? Receive { get; init; }

    /// <inheritdoc />
    public override Expectation? Match => Receive?.Match ?? new Expectation();

    /// <inheritdoc />
    public override IEnumerable<string> Texts => Message is TextBody { IsJson: false } text ? [text.Text] : [];

    /// <inheritdoc />
    public override IEnumerable<string> JsonTexts =>
        [
            .. Message is TextBody { IsJson: true } json ? [json.Text] : Array.Empty<string>(),
            .. Receive?.JsonTexts ?? [],
            .. base.JsonTexts,
        ];
}

/// <summary>Waits for messages of a socket.</summary>
public sealed record ReceiveStep : RequestStep
{
    /// <summary>Name of the socket.</summary>
    public required string Socket { get; init; }

    /// <summary>The messages that are waited for.</summary>
    public required Awaited Receive { get; init; }

    /// <inheritdoc />
    public override Expectation? Match => Receive.Match;

    /// <inheritdoc />
    public override int Requests => 0;

    /// <inheritdoc />
    public override IEnumerable<string> JsonTexts => [.. Receive.JsonTexts, .. base.JsonTexts];
}

/// <summary>Closes a socket or another stream; one that is not open is left alone.</summary>
/// <param name="Socket">Its name.</param>
public sealed record CloseStep(string Socket) : FlowStep;
