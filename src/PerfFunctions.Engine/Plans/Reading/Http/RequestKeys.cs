using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Declares a step that sends a request.</summary>
internal static class RequestKeys
{
    private const string OtherAllowed = "a method in capitals, such as MKCOL or PROPFIND, and the path; not CONNECT or TRACE";
    private const string PathAllowed = "a path, such as /";
    private const int MaxMethod = 20;

    /// <summary>The methods that are keys, each with the path.</summary>
    public static readonly string[] Methods = ["get", "head", "post", "put", "patch", "delete", "options"];

    /// <summary>The keys of which one says what the request is.</summary>
    public static readonly string[] Kinds = [.. Methods, "request"];

    /// <summary>The keys of which at most one says what the request carries.</summary>
    public static readonly string[] Bodies = ["json", "body", "form", "multipart"];

    private static readonly string[] Bodiless = ["get", "head", "options"];

    private static readonly MapGrammar<AnswerDraft> Response = AnswerKeys.Of("response");

    /// <summary>
    /// A request. The keys are read in this order: a body does not know what the response captures, and a check does.
    /// </summary>
    public static readonly MapGrammar<RequestDraft> Map = new(
        "request", "Request step",
        "Exactly one method; at most one body: json, body, form or multipart. get, head and options take none.",
        rule: new KeyChoice("the method", Kinds), never: Never())
    {
        { "get", Ref("path"), "Path or address to get.", (d, field) => d.At("get", field), PathAllowed },
        { "head", Ref("path"), "Path or address to send HEAD to.", (d, field) => d.At("head", field), PathAllowed },
        { "post", Ref("path"), "Path or address to post to.", (d, field) => d.At("post", field), PathAllowed },
        { "put", Ref("path"), "Path or address to put to.", (d, field) => d.At("put", field), PathAllowed },
        { "patch", Ref("path"), "Path or address to patch.", (d, field) => d.At("patch", field), PathAllowed },
        { "delete", Ref("path"), "Path or address to delete.", (d, field) => d.At("delete", field), PathAllowed },
        { "options", Ref("path"), "Path or address to send OPTIONS to.", (d, field) => d.At("options", field), PathAllowed },
        { "request", Other(), "Another method, in capitals, and the path or address.", ReadOther, OtherAllowed },
        {
            "name", AnswerKeys.Name, "Name in reports; equal names are one request. Default: method and path, without query.",
            (d, v) => d with { Answer = d.Answer with { Name = v } }
        },
        {
            "query", Ref("texts"), "Parameters added to the query of the address, percent-encoded.",
            (d, field) => d with { Query = ReadQuery(field, d.Answer.Scope) }
        },
        {
            "headers", Ref("texts"), "Headers of this request.",
            (d, field) => d with { Headers = HeadersReader.Read(field, d.Answer.Scope) }
        },
        {
            "json", [], "Body as a JSON value; ${…} in strings is filled in.",
            (d, field) => d with { Body = BodyReader.ReadJson(field, d.Answer.Scope) }
        },
        {
            "body", AnyOf(Ref("text"), Ref(BodyKeys.Bytes)), "Body as text, or as bytes.",
            (d, field) => d with { Body = BodyReader.ReadBody(field, d.Answer.Scope) }
        },
        {
            "form", Entries(PlanLimits.MapEntries, Ref("text")), "Fields of a URL-encoded form.",
            (d, field) => d with { Body = BodyReader.ReadForm(field, d.Answer.Scope) }
        },
        {
            "multipart", Entries(PlanLimits.MapEntries, AnyOf(Ref("text"), Ref(BodyKeys.Part))), "Parts of a multipart form.",
            (d, field) => d with { Body = BodyReader.ReadMultipart(field, d.Answer.Scope) }
        },
        {
            "resources", AnyOf(Boolean(), Ref(ResourcesReader.Map)),
            "Whether what an HTML page embeds is loaded after it, or which part of it; default: resources of http.",
            (d, field) => d with { Resources = ResourcesReader.Read(field), SaysResources = true }
        },
        { Response.Without("name", "check", "measure", "timeout", "onFailure"), d => d.Answer, (d, v) => d with { Answer = v } },
        { Response.Without("name", "expect", "capture"), d => d.Answer, (d, v) => d with { Answer = v } },
    };

    /// <summary>Refuses a second body, and one that the method does not take.</summary>
    public static void CheckBody(MapField step, string method)
    {
        IReadOnlyList<string> bodies = step.Present(Bodies);
        bool mayHaveBody = !Bodiless.Contains(method);
        if (bodies.Count > 1 || (bodies.Count == 1 && !mayHaveBody))
        {
            step.Get(bodies[^1])!.Refuse(
                mayHaveBody ? $"the step has both '{bodies[0]}' and '{bodies[1]}'" : $"a {method} has no body",
                "one of json, body, form, multipart, with post, put, patch or delete");
        }
    }

    // A method of the author's own stands before the path.
    private static RequestDraft ReadOther(RequestDraft draft, Field field)
    {
        string text = field.Text(OtherAllowed, PlanLimits.PathLength) ?? "";
        int blank = text.IndexOf(' ', StringComparison.Ordinal);
        string method = blank < 0 ? text : text[..blank];
        bool isRight = blank > 0 && method.Length <= MaxMethod && method.All(char.IsAsciiLetterUpper) && method is not ("CONNECT" or "TRACE");
        if (!isRight && text.Length > 0)
        {
            field.Refuse("this is not a method and a path", OtherAllowed);
        }

        ScalarNode path = new(isRight ? text[(blank + 1)..].Trim() : "/", IsPlain: false, field.Node.Line);
        return draft.At(isRight ? method.ToLowerInvariant() : "get", field with { Node = path });
    }

    private static IReadOnlyDictionary<string, string> ReadQuery(Field field, VariableScope scope)
    {
        Dictionary<string, string> query = [];
        foreach (NamedField entry in field.Entries(PlanLimits.MapEntries, "texts by parameter name, such as page: 2") ?? [])
        {
            string text = entry.Value.Text("a text", PlanLimits.TextLength) ?? "";
            scope.Check(entry.Value, text, TemplatePlace.Logged);
            query[entry.Name] = text;
        }

        return query;
    }

    private static JsonObject Other()
    {
        JsonObject other = Pattern("^[A-Z]{1,20} ");
        other["examples"] = Names(["MKCOL /files/a"]);
        return other;
    }

    private static JsonObject Never() => AnyOf(
    [
        .. Bodies.SelectMany((first, i) => Bodies[(i + 1)..].Select(second => Requires(first, second))),
        new JsonObject { ["allOf"] = new JsonArray(RequiresAny(Bodiless), RequiresAny(Bodies)) },
    ]);
}

/// <summary>A request as far as it has been read.</summary>
/// <param name="Answer">What is done with the response.</param>
internal sealed record RequestDraft(AnswerDraft Answer)
{
    /// <summary>The method, in small letters.</summary>
    public string Method { get; init; } = "get";

    public string Path { get; init; } = "";

    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public RequestBody? Body { get; init; }

    public PageResources? Resources { get; init; }

    /// <summary>Whether the step itself says what it loads of what a page embeds.</summary>
    public bool SaysResources { get; init; }

    /// <summary>The same with its method and its path.</summary>
    public RequestDraft At(string method, Field path) =>
        this with { Method = method, Path = TargetReader.ReadPath(path, Answer.Scope) ?? "" };
}
