using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;

namespace PerfFunctions.Engine.Plans.Reading.Protocols;

/// <summary>Declares and reads <c>events:</c>.</summary>
internal static class EventsReader
{
    /// <summary>The step.</summary>
    public static readonly MapGrammar<SocketDraft> Map = new(
        "events", "Events step",
        "Opens a stream of server-sent events, and waits for some of them if receive, event, count or for says so.")
    {
        {
            "events", Ref("path"), "Path or address of the stream.",
            (d, field) => d with { Address = field }, "a path, such as /events"
        },
        { "as", SocketKeys.Name(), "Name by which later steps use the stream; default events.", (d, v) => d with { Socket = v } },
        {
            "headers", Ref("texts"), "Headers of the request.",
            (d, field) => d with { Headers = HeadersReader.Read(field, d.Answer.Scope) }
        },
        {
            "receive", MessageKeys.Schema, "The awaited events, by their data.",
            (d, field) => d with { Match = MessageKeys.ReadMatch(field, d.Answer.Scope) }
        },
        { MessageKeys.Amount, d => d.Awaited, (d, v) => d with { Awaited = v } },
        { AnswerKeys.Map, d => d.Answer, (d, answer) => d with { Answer = answer } },
    };

    /// <summary>The step; its stream is open from the next step on.</summary>
    public static EventsStep Read(MapField map, VariableScope scope)
    {
        SocketDraft draft = Map.Read(map, new SocketDraft(new AnswerDraft(scope)) { Socket = EventsStep.DefaultName });
        string? path = draft.Address is { } address ? TargetReader.ReadPath(address, scope) : null;
        scope.Open(draft.Socket);
        bool waits = map.Present("receive", "event", "count", "for").Count > 0;
        if (waits)
        {
            MessageKeys.RefuseResponseParts(map, draft.Answer);
        }

        return draft.Answer.Fill(new EventsStep
        {
            Method = "GET",
            Path = path ?? "",
            Name = $"events {path?.Split('?', 2)[0]}",
            Headers = WithDefaults(draft.Headers),
            As = draft.Socket,
            Receive = waits ? draft.Awaited with { Match = draft.Match ?? new Expectation() } : null,
        });
    }

    // Events are read as they come, so they must not be compressed.
    private static IReadOnlyDictionary<string, string> WithDefaults(IReadOnlyDictionary<string, string> headers) =>
        HeadersReader.Merge(
            new Dictionary<string, string> { ["Accept"] = EventsStep.MediaType, ["Accept-Encoding"] = "identity" }, headers);
}
