using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Protocols;

/// <summary>Declares the steps of a WebSocket.</summary>
internal static class SocketKeys
{
    private const string SubprotocolAllowed = "a subprotocol such as graphql-transport-ws, or a list of them";
    private const int MaxSubprotocols = 10;

    /// <summary>What is sent, where it is not a text.</summary>
    public static readonly MapGrammar<MessageDraft> Message = new(
        "message", "Message", rule: new KeyChoice("the content of the message", "json", "base64", "size"))
    {
        { "json", [], "A JSON value; ${…} in its texts is filled in.", (d, field) => d with { Json = field } },
        {
            "base64", Ref("text"), "A binary message in Base64.",
            (d, field) => d with { Bytes = BodyReader.ReadBytes("base64", field) }
        },
        {
            "size", Ref("size"), "A binary message of so many made-up bytes.",
            (d, field) => d with { Bytes = BodyReader.ReadBytes("size", field) }
        },
    };

    /// <summary><c>connect:</c>.</summary>
    public static readonly MapGrammar<SocketDraft> Connect = new(
        "connect", "Connect step",
        "Opens a WebSocket, which stays open to the end of the iteration, or of the user when opened in once.")
    {
        {
            "connect", Ref("socketPath"), "Path, or address that begins with ws or wss.",
            (d, field) => d with { Address = field }, SocketReader.AddressAllowed
        },
        { "as", Name(), "Name by which later steps use the socket; default socket.", (d, v) => d with { Socket = v } },
        {
            "subprotocol", Subprotocols(), "Subprotocol that is offered, or several, the preferred one first.",
            (d, field) => d with { Subprotocols = ReadSubprotocols(field) }
        },
        {
            "headers", Ref("texts"), "Headers of the handshake.",
            (d, field) => d with { Headers = HeadersReader.Read(field, d.Answer.Scope) }
        },
        { AnswerKeys.Map, d => d.Answer, (d, answer) => d with { Answer = answer } },
    };

    /// <summary><c>send:</c>.</summary>
    public static readonly MapGrammar<SocketDraft> Send = new(
        "send", "Send step", "Sends a message, and waits for the one that answers it if receive says which.")
    {
        {
            "send", MessageSchema(), "The message: a text, or a map for JSON or bytes.",
            (d, field) => d with { Message = field }, SocketReader.MessageAllowed
        },
        { "socket", Name(), "Name of the socket; default socket.", (d, v) => d with { Socket = v } },
        {
            "receive", MessageKeys.Schema, "The awaited message; the time to it counts from the send.",
            (d, field) => d with { Match = MessageKeys.ReadMatch(field, d.Answer.Scope) }
        },
        { AnswerKeys.Map, d => d.Answer, (d, answer) => d with { Answer = answer } },
    };

    /// <summary><c>receive:</c>.</summary>
    public static readonly MapGrammar<SocketDraft> Receive = new(
        "receive", "Receive step", "Waits for messages. Its time counts from the start of the step.")
    {
        {
            "receive", MessageKeys.Schema, "The awaited messages.",
            (d, field) => d with { Match = MessageKeys.ReadMatch(field, d.Answer.Scope) }, MessageKeys.MatchAllowed
        },
        { "socket", Name(), "Name of the socket; default socket.", (d, v) => d with { Socket = v } },
        { MessageKeys.Amount, d => d.Awaited, (d, v) => d with { Awaited = v } },
        { AnswerKeys.Map, d => d.Answer, (d, answer) => d with { Answer = answer } },
    };

    /// <summary><c>close:</c>.</summary>
    public static readonly MapGrammar<SocketDraft> Close = new(
        "close", "Close step", "Closes a socket or a stream of events before the end of the iteration.")
    {
        {
            "close", Name() with { Required = "the name of a socket, such as socket" }, "Its name.",
            (d, v) => d with { Socket = v }
        },
    };

    /// <summary>The name of a socket or another stream.</summary>
    public static ValueGrammar<string> Name() => Of(Pattern("^[A-Za-z_][A-Za-z0-9_]*$"), ReadName);

    private static string? ReadName(Field field)
    {
        string? name = field.Text(VariableScope.NameAllowed, PlanLimits.TextLength);
        if (name is null || TextTemplate.IsVariableName(name))
        {
            return name;
        }

        field.Refuse("this is not the name of a socket", VariableScope.NameAllowed);
        return null;
    }

    private static IReadOnlyList<string> ReadSubprotocols(Field field)
    {
        IReadOnlyList<Field> items = field.Node is Documents.ListNode
            ? field.Items(MaxSubprotocols, SubprotocolAllowed) ?? []
            : [field];
        List<string> names = [];
        foreach (Field item in items)
        {
            if (item.Text(SubprotocolAllowed, PlanLimits.TextLength) is not { } name)
            {
                continue;
            }

            if (!HeadersReader.IsName(name) || names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                item.Refuse("this is not a subprotocol, or is there twice", HeadersReader.NameAllowed);
                continue;
            }

            names.Add(name);
        }

        return names;
    }

    private static System.Text.Json.Nodes.JsonObject Subprotocols() =>
        new() { ["anyOf"] = new System.Text.Json.Nodes.JsonArray(Ref("text"), List(MaxSubprotocols, Ref("text"))) };

    private static System.Text.Json.Nodes.JsonObject MessageSchema() =>
        new() { ["anyOf"] = new System.Text.Json.Nodes.JsonArray(Ref("text"), Ref(Message)) };
}

/// <summary>A message as far as it has been read.</summary>
internal sealed record MessageDraft
{
    /// <summary>A JSON value; null for none.</summary>
    public Field? Json { get; init; }

    public RequestBody? Bytes { get; init; }
}

/// <summary>A step of a socket as far as it has been read.</summary>
/// <param name="Answer">What is done with the answer.</param>
internal sealed record SocketDraft(AnswerDraft Answer)
{
    public Field? Address { get; init; }

    public Field? Message { get; init; }

    public string Socket { get; init; } = ConnectStep.DefaultSocket;

    public IReadOnlyList<string> Subprotocols { get; init; } = [];

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The awaited message; null for none.</summary>
    public Expectation? Match { get; init; }

    public Awaited Awaited { get; init; } = new();
}
