using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Protocols;

/// <summary>Declares and reads what is said of messages: which ones a step waits for, and what is done with them.</summary>
internal static class MessageKeys
{
    /// <summary>What a problem names as right.</summary>
    public const string MatchAllowed =
        "a text that the message contains, '' for any message, or a map such as { json: { $.type: joined } }";

    private const string SourcesAllowed = "json, regex, between, css and from: body, time or size";

    /// <summary>Which messages are awaited.</summary>
    public static readonly MapGrammar<ExpectationDraft> Match = new(
        "match", "Match", "A message that meets all of it is the awaited one; others are counted and passed over.",
        empty: "the match is empty")
    {
        { ExpectationReader.Map.Without("status", "headers", "size", "within"), d => d, (_, d) => d },
    };

    /// <summary>How many messages, and how long.</summary>
    public static readonly MapGrammar<Awaited> Amount = new("amount", "Amount")
    {
        {
            "event", AnyText("the type of an event, such as update"), "Type of the awaited events; default any.",
            (d, v) => d with { Event = v }
        },
        {
            "count", Whole(1, PlanLimits.Messages), "Number of messages that are awaited, default 1; with for, the least number.",
            (d, v) => d with { Count = v }
        },
        {
            "for", Duration(PlanLimits.StepLength), "Takes what comes for so long, as a pause, instead of waiting for a number.",
            (d, v) => d with { For = v }
        },
    };

    /// <summary>The schema of a match.</summary>
    public static JsonObject Schema => new() { ["anyOf"] = new JsonArray(Ref("text"), Ref(Match)) };

    /// <summary>Reads a match: a text, or a map.</summary>
    public static Expectation ReadMatch(Field field, VariableScope scope)
    {
        if (field.Node is MapNode)
        {
            return Match.Read(field, new ExpectationDraft(scope)).Expect;
        }

        return field.Text(MatchAllowed, PlanLimits.TextLength) is { Length: > 0 }
            ? new Expectation { Body = ValueTests.ReadText(field, scope, MatchAllowed) }
            : new Expectation();
    }

    /// <summary>Refuses what looks for something that only HTTP responses have.</summary>
    public static void RefuseResponseParts(MapField step, AnswerDraft answer)
    {
        foreach (string key in (string[])["capture", "check", "measure"])
        {
            IEnumerable<Capture> sources = key switch
            {
                "capture" => answer.Captures.Values,
                "check" => answer.Checks.Values.Select(c => c.Source).OfType<Capture>(),
                _ => answer.Measures.Values.Select(m => m.Source),
            };
            if (sources.Any(s => s is HeaderCapture or CookieCapture or PartCapture { Part: ResponsePart.Status }))
            {
                step.Get(key)!.Refuse("a message has no status, headers or cookies", SourcesAllowed);
            }
        }

        if (HasResponseParts(answer.Expect) || answer.Checks.Values.Any(c => HasResponseParts(c.Expect)))
        {
            (HasResponseParts(answer.Expect) ? step.Get("expect") : step.Get("check"))!
                .Refuse("a message has no status, headers or cookies", "body, json, size and within");
        }
    }

    private static bool HasResponseParts(Expectation expect) => expect.Status.Count + expect.Headers.Count > 0;
}
