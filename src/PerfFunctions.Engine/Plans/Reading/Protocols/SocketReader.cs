using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Protocols;

/// <summary>Reads the steps of a WebSocket.</summary>
internal static class SocketReader
{
    /// <summary>What an address may be.</summary>
    public const string AddressAllowed = "a path that starts with one '/', or an absolute ws or wss address";

    /// <summary>What a message may be.</summary>
    public const string MessageAllowed = "a text, { json: … }, { base64: … } or { size: 1kB }";

    /// <summary>Reads <c>connect:</c>; its socket is open from the next step on.</summary>
    public static ConnectStep Connect(MapField map, VariableScope scope)
    {
        SocketDraft draft = SocketKeys.Connect.Read(map, new SocketDraft(new AnswerDraft(scope)));
        string? path = draft.Address is { } address ? ReadAddress(address, scope) : null;
        scope.Open(draft.Socket);
        return draft.Answer.Fill(new ConnectStep
        {
            Method = "GET",
            Path = path ?? "",
            Name = $"connect {path?.Split('?', 2)[0]}",
            Headers = draft.Headers,
            Socket = draft.Socket,
            Subprotocols = draft.Subprotocols,
        });
    }

    /// <summary>Reads <c>send:</c>; null, and a problem, where the message is wrong.</summary>
    public static SendStep? Send(MapField map, VariableScope scope)
    {
        SocketDraft draft = ReadUse(SocketKeys.Send, map, "send", scope);
        if (draft.Match is null && map.Present("expect", "check", "measure", "capture") is [var key, ..])
        {
            map.Get(key)!.Refuse(
                $"'{key}' looks at an answer, and the step waits for none",
                "'receive' beside it, which says what answers the message");
        }

        return draft.Message is { } message && ReadMessage(message, scope) is { } body
            ? draft.Answer.Fill(new SendStep
            {
                Name = $"send {draft.Socket}",
                Socket = draft.Socket,
                Message = body,
                Receive = draft.Match is null ? null : new Awaited { Match = draft.Match },
            })
            : null;
    }

    /// <summary>Reads <c>receive:</c>.</summary>
    public static ReceiveStep Receive(MapField map, VariableScope scope)
    {
        SocketDraft draft = ReadUse(SocketKeys.Receive, map, "receive", scope);
        if (draft.Awaited.For is not null && map.Get("timeout") is { } timeout)
        {
            timeout.Refuse("a step that takes what comes for a time has no other limit", "either 'for' or 'timeout'");
        }

        return draft.Answer.Fill(new ReceiveStep
        {
            Name = $"receive {draft.Socket}",
            Socket = draft.Socket,
            Receive = draft.Awaited with { Match = draft.Match ?? new Expectation() },
        });
    }

    /// <summary>Reads <c>close:</c>.</summary>
    public static CloseStep Close(MapField map, VariableScope scope)
    {
        SocketDraft draft = SocketKeys.Close.Read(map, new SocketDraft(new AnswerDraft(scope)));
        if (map.Get("close") is { } field)
        {
            CheckOpen(field, draft.Socket, scope);
        }

        scope.Close(draft.Socket);
        return new CloseStep(draft.Socket);
    }

    private static SocketDraft ReadUse(Grammar.MapGrammar<SocketDraft> grammar, MapField map, string kind, VariableScope scope)
    {
        SocketDraft draft = grammar.Read(map, new SocketDraft(new AnswerDraft(scope)));
        CheckOpen(map.Get("socket") ?? map.Get(kind)!, draft.Socket, scope);
        MessageKeys.RefuseResponseParts(map, draft.Answer);
        return draft;
    }

    private static void CheckOpen(Field field, string socket, VariableScope scope)
    {
        if (scope.MistakeInSocket(socket) is var (message, allowed))
        {
            field.Refuse(message, allowed);
        }
    }

    private static RequestBody? ReadMessage(Field field, VariableScope scope)
    {
        if (field.Node is not MapNode)
        {
            if (field.Text(MessageAllowed, PlanLimits.BodyLength) is not { } text)
            {
                return null;
            }

            scope.Check(field, text, TemplatePlace.Sent);
            return new TextBody(text, IsJson: false);
        }

        MessageDraft draft = SocketKeys.Message.Read(field, new MessageDraft());
        return draft.Json is { } json ? BodyReader.ReadJson(json, scope) : draft.Bytes;
    }

    // A WebSocket is asked for by a request to the same host and port, so that its address is verified like any other.
    private static string? ReadAddress(Field field, VariableScope scope)
    {
        string? path = TargetReader.ReadPath(
            field.Node is ScalarNode scalar
                ? field with { Node = scalar with { Text = AsHttp(scalar.Text) } }
                : field, AddressAllowed);
        if (path is not null)
        {
            scope.Check(field, path, TemplatePlace.Logged);
        }

        return path;
    }

    private static string AsHttp(string address) =>
        address.StartsWith("ws://", StringComparison.OrdinalIgnoreCase)
            || address.StartsWith("wss://", StringComparison.OrdinalIgnoreCase)
            ? string.Concat("http", address.AsSpan(2))
            : address;
}
