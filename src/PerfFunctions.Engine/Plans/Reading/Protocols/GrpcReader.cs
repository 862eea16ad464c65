using System.Text.Json;
using System.Text.RegularExpressions;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.Protobuf;
using PerfFunctions.Engine.Text;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Protocols;

/// <summary>Declares and reads <c>grpc:</c>.</summary>
internal static partial class GrpcReader
{
    private const string MethodAllowed =
        "a service and its method, such as shop.v1.Catalog/GetItem, with an address before it if it is not the target's";
    private const string DescriptorsAllowed = "{ base64: … }, a descriptor set in Base64";

    private static readonly string[] Codes =
    [
        GrpcStep.Ok, "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
        "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE",
        "DATA_LOSS", "UNAUTHENTICATED",
    ];

    /// <summary>Where the descriptors are.</summary>
    public static readonly MapGrammar<GrpcDraft> Source = new(
        "descriptors", "Descriptors", "A set as protoc writes it with --include_imports --descriptor_set_out.")
    {
        { "base64", Ref("text"), "The set in Base64.", (d, field) => d with { Schema = ReadSet(field) }, DescriptorsAllowed },
    };

    /// <summary>The step.</summary>
    public static readonly MapGrammar<GrpcDraft> Map = new(
        "grpc", "gRPC step", "Calls a unary method; or, with as, opens the stream of a method that streams its answers.")
    {
        {
            "grpc", Pattern(@"^(/|[hH][tT][tT][pP][sS]?://[^/\s]+/)?[A-Za-z_][A-Za-z0-9_.]*/[A-Za-z_][A-Za-z0-9_]*$"),
            "Service and method, with an address before it if it is not the target's.",
            (d, field) => d with { Method = field }, MethodAllowed
        },
        {
            "message", new() { ["type"] = "object" },
            "The request, as JSON; a text that is one ${…} keeps the type of its value.",
            (d, field) => d with { Message = field }
        },
        {
            "metadata", Ref("texts"), "Metadata of this call.",
            (d, field) => d with { Metadata = HeadersReader.Read(field, d.Answer.Scope) }
        },
        {
            "descriptors", Ref(Source), "What describes the messages; default: the server, by reflection.",
            (d, field) => Source.Read(field, d with { IsWritten = true })
        },
        {
            "code", Named(Codes, code => code), "Status that makes the call a success; default OK.",
            (d, v) => d with { Code = v }
        },
        {
            "as", SocketKeys.Name(), "Name of the stream of answers, for a method that streams them.",
            (d, v) => d with { As = v }
        },
        {
            "receive", MessageKeys.Schema, "The awaited messages of the stream.",
            (d, field) => d with { Match = MessageKeys.ReadMatch(field, d.Answer.Scope) }
        },
        { MessageKeys.Amount.Without("event"), d => d.Awaited, (d, v) => d with { Awaited = v } },
        { AnswerKeys.Map, d => d.Answer, (d, answer) => d with { Answer = answer } },
    };

    /// <summary>The step; null, and a problem, where the method is none.</summary>
    public static GrpcStep? Read(MapField map, VariableScope scope)
    {
        GrpcDraft draft = Map.Read(map, new GrpcDraft(new AnswerDraft(scope)));
        IReadOnlyList<string> waits = map.Present("receive", "count", "for");
        if (waits.Count > 0 && map.Present("as").Count == 0)
        {
            map.Get(waits[0])!.Refuse(
                $"'{waits[0]}' is about a stream, and the step names none",
                "'as' beside it, for a method that streams its answers");
        }

        if (draft.As is { } stream)
        {
            scope.Open(stream);
        }

        if (draft.Method is not { } field || ReadMethod(field, scope) is not var (path, service, method))
        {
            return null;
        }

        string message = draft.Message is { } written ? ReadMessage(written, scope) : "{}";
        if (draft.Schema is { } schema)
        {
            CheckMethod(map, draft, schema, service, method, message);
        }

        return draft.Answer.Fill(new GrpcStep
        {
            Method = "POST",
            Path = path,
            Name = $"{service}/{method}",
            Headers = draft.Metadata,
            Body = new TextBody(message, IsJson: true),
            Service = service,
            ServiceMethod = method,
            Descriptors = draft.Schema is null ? new ReflectedDescriptors() : new WrittenDescriptors(draft.Schema),
            Code = draft.Code ?? GrpcStep.Ok,
            As = draft.As,
            Receive = waits.Count > 0 ? draft.Awaited with { Match = draft.Match ?? new Expectation() } : null,
        });
    }

    private static (string Path, string Service, string Method)? ReadMethod(Field field, VariableScope scope)
    {
        if (field.Text(MethodAllowed, PlanLimits.PathLength) is not { } text)
        {
            return null;
        }

        Match parts = Form().Match(text);
        if (!parts.Success)
        {
            field.Refuse("this is not a service and a method", MethodAllowed);
            return null;
        }

        string path = text.Contains("://", StringComparison.Ordinal) || text.StartsWith('/') ? text : $"/{text}";
        Field place = field with { Node = new ScalarNode(path, IsPlain: false, field.Node.Line) };
        if (TargetReader.ReadPath(place, MethodAllowed) is null)
        {
            return null;
        }

        scope.Check(field, path, TemplatePlace.Logged);
        return (path, parts.Groups["service"].Value, parts.Groups["method"].Value);
    }

    private static string ReadMessage(Field field, VariableScope scope)
    {
        if (field.Node is not MapNode)
        {
            field.RefuseKind("this must be a map", "fields by name, such as { id: 5 }");
            return "{}";
        }

        string json = JsonBody.Read(field) ?? "{}";
        scope.CheckJson(field, json);
        return json;
    }

    private static ProtoSchema? ReadSet(Field field)
    {
        if (BodyReader.ReadBase64(field) is not { } text)
        {
            return null;
        }

        try
        {
            return ProtoSchema.OfSet(Convert.FromBase64String(text));
        }
        catch (FormatException e)
        {
            field.Refuse(e.Message, DescriptorsAllowed);
            return null;
        }
    }

    private static void CheckMethod(
        MapField map, GrpcDraft draft, ProtoSchema schema, string service, string method, string message)
    {
        if (schema.Find(service, method) is not { } found)
        {
            bool isService = schema.Services.Contains(service);
            IReadOnlyCollection<string> names = isService ? schema.MethodsOf(service) : schema.Services;
            map.Get("grpc")!.Refuse(
                isService
                    ? $"'{service}' has no method '{method}'{Spelling.Hint(method, names)}"
                    : $"the descriptors have no service '{service}'{Spelling.Hint(service, names)}",
                names.Count == 0 ? "a descriptor set with services" : Spelling.List(names));
            return;
        }

        if (found.IsClientStreaming)
        {
            map.Get("grpc")!.Refuse(
                "a method that takes a stream of requests is not supported", "a unary method, or one that streams its answers");
        }
        else if (found.IsServerStreaming != draft.As is not null)
        {
            (map.Get("as") ?? map.Get("grpc"))!.Refuse(
                found.IsServerStreaming
                    ? "the method streams its answers, and the step names no stream"
                    : "the method answers once",
                found.IsServerStreaming ? "'as' with the name of the stream" : "a step without 'as'");
        }

        using JsonDocument json = JsonDocument.Parse(message);
        if (ProtoNames.MistakeIn(json.RootElement, found.InputType) is var (mistake, allowed))
        {
            map.Get("message")!.Refuse(mistake, allowed);
        }
    }

    [GeneratedRegex(
        @"^(/|[hH][tT][tT][pP][sS]?://[^/\s]+/)?(?<service>[A-Za-z_][A-Za-z0-9_.]*)/(?<method>[A-Za-z_][A-Za-z0-9_]*)\z")]
    private static partial Regex Form();
}

/// <summary>A gRPC step as far as it has been read.</summary>
/// <param name="Answer">What is done with the answer.</param>
internal sealed record GrpcDraft(AnswerDraft Answer)
{
    public Field? Method { get; init; }

    public Field? Message { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the plan says where descriptors are, right or wrong.</summary>
    public bool IsWritten { get; init; }

    public ProtoSchema? Schema { get; init; }

    public string? Code { get; init; }

    public string? As { get; init; }

    public Expectation? Match { get; init; }

    public Awaited Awaited { get; init; } = new();
}
