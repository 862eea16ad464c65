using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.Text;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Protocols;

/// <summary>Declares and reads <c>graphql:</c>.</summary>
internal static class GraphQlReader
{
    private const string QueryAllowed = "a GraphQL document, such as 'query Item($id: ID!) { item(id: $id) { name } }'";
    private const string VariablesAllowed = "values by name, such as { id: '${id}' }, or one ${…} that is an object";

    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The step.</summary>
    public static readonly MapGrammar<GraphQlDraft> Map = new(
        "graphql", "GraphQL step",
        "Posts an operation; errors in the response are a failure, unless expect says something of $.errors.")
    {
        {
            "graphql", Ref("path"), "Path or address of the endpoint.",
            (d, field) => d with { Path = TargetReader.ReadPath(field, d.Answer.Scope) }, "a path, such as /graphql"
        },
        {
            "query", Ref("text"), "The document; ${…} is filled in, and $name is a variable of GraphQL.",
            (d, field) => d with { Query = field.Text(QueryAllowed, PlanLimits.BodyLength), QueryField = field }, QueryAllowed
        },
        {
            "variables", Variables(), "Variables of the operation; a text that is one ${…} keeps the type of its value.",
            (d, field) => d with { Variables = ReadVariables(field) }
        },
        {
            "operation", Of(Pattern("^[A-Za-z_][A-Za-z0-9_]*$"), ReadName),
            "Operation that is run, of a document with several; it is also the request's name.",
            (d, v) => d with { Operation = v }
        },
        {
            "headers", Ref("texts"), "Headers of this request.",
            (d, field) => d with { Headers = HeadersReader.Read(field, d.Answer.Scope) }
        },
        { AnswerKeys.Map, d => d.Answer, (d, answer) => d with { Answer = answer } },
    };

    /// <summary>The step; an empty document, and a problem, where it is wrong.</summary>
    public static GraphQlStep Read(MapField map, VariableScope scope)
    {
        GraphQlDraft draft = Map.Read(map, new GraphQlDraft(new AnswerDraft(scope)));
        string? operation = FindOperation(map, draft);
        string body = BodyOf(draft, draft.Operation ?? operation);
        if (draft.QueryField is { } query)
        {
            scope.CheckJson(query, body);
        }

        return draft.Answer.Fill(new GraphQlStep
        {
            Method = "POST",
            Path = draft.Path ?? "",
            Name = draft.Operation ?? operation ?? $"POST {draft.Path?.Split('?', 2)[0]}",
            Headers = draft.Headers,
            Body = new TextBody(body, IsJson: true),
        });
    }

    // The operation that is run; null for an anonymous one, and where it cannot be known.
    private static string? FindOperation(MapField map, GraphQlDraft draft)
    {
        if (draft is not { Query: { } query, QueryField: { } field })
        {
            return null;
        }

        IReadOnlyList<(string Kind, string Name)> operations = GraphQlDocument.OperationsIn(query);
        string[] names = [.. operations.Select(o => o.Name).Where(n => n.Length > 0)];
        bool isOpen = query.Contains("${", StringComparison.Ordinal);
        if (operations.Count == 0 && !isOpen)
        {
            field.Refuse("the document has no operation", QueryAllowed);
        }
        else if (draft.Operation is { } wanted && !names.Contains(wanted) && !isOpen)
        {
            map.Get("operation")!.Refuse(
                $"the document has no operation '{wanted}'{Spelling.Hint(wanted, names)}",
                names.Length == 0 ? "a named operation" : Spelling.List(names));
        }
        else if (draft.Operation is null && operations.Count > 1)
        {
            field.Refuse(
                $"the document has {operations.Count} operations, and 'operation' does not say which is run",
                $"operation: one of {Spelling.List(names)}");
        }

        (string Kind, string Name) run = operations.FirstOrDefault(o => draft.Operation is null || o.Name == draft.Operation);
        if (run.Kind == "subscription")
        {
            field.Refuse(
                "a subscription is not answered once",
                "a query or a mutation; subscriptions run over 'connect', 'send' and 'receive'");
        }

        return string.IsNullOrEmpty(run.Name) ? null : run.Name;
    }

    private static string BodyOf(GraphQlDraft draft, string? operation)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text, Written))
        {
            writer.WriteStartObject();
            writer.WriteString("query", draft.Query ?? "");
            if (operation is not null)
            {
                writer.WriteString("operationName", operation);
            }

            if (draft.Variables is not null)
            {
                writer.WritePropertyName("variables");
                writer.WriteRawValue(draft.Variables);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static string? ReadVariables(Field field)
    {
        if (field.Node is MapNode
            || (field.Node is ScalarNode { Text: var text } && text.StartsWith("${", StringComparison.Ordinal) && text.EndsWith('}')))
        {
            return JsonBody.Read(field);
        }

        field.RefuseKind("this must be a map", VariablesAllowed);
        return null;
    }

    private static string? ReadName(Field field)
    {
        const string Allowed = "the name of an operation: a letter or '_', then letters, digits and '_'";
        string? name = field.Text(Allowed, PlanLimits.TitleLength);
        if (name is null
            || (name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && name.Length > 0 && !char.IsAsciiDigit(name[0])))
        {
            return name;
        }

        field.Refuse("this is not the name of an operation", Allowed);
        return null;
    }

    private static System.Text.Json.Nodes.JsonObject Variables() =>
        new() { ["type"] = Names(["object", "string"]), ["pattern"] = @"^\$\{[\s\S]*\}$" };
}

/// <summary>A GraphQL step as far as it has been read.</summary>
/// <param name="Answer">What is done with the response.</param>
internal sealed record GraphQlDraft(AnswerDraft Answer)
{
    public string? Path { get; init; }

    public string? Query { get; init; }

    public Field? QueryField { get; init; }

    /// <summary>JSON whose texts are templates; null for none.</summary>
    public string? Variables { get; init; }

    public string? Operation { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
