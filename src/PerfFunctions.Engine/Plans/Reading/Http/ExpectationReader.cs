using System.Globalization;
using System.Text.Json.Nodes;
using PerfFunctions.Engine.JsonPaths;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Declares and reads <c>expect:</c>.</summary>
internal static class ExpectationReader
{
    private const int MinStatus = 100;
    private const int MaxStatus = 599;
    private const int MaxStatuses = 50;
    private const string HeaderAllowed = "a text that the header must contain, or ''";

    private static readonly IEnumerable<int> Known = Enumerable.Range(MinStatus, MaxStatus - MinStatus + 1);

    /// <summary>What a response must meet.</summary>
    public static readonly MapGrammar<ExpectationDraft> Map = new("expect", "Expectation", "A response that does not meet it is an error.")
    {
        {
            "status", Of(OrMany(MaxStatuses, Ref("status")), ReadStatuses), "Accepted status, class or range, or a list of them.",
            (d, v) => d.With(e => e with { Status = v })
        },
        {
            "body", OrTest(Ref("text")), "Text that the body must contain, or tests of it.",
            (d, field) => d.With(e => e with { Body = ValueTests.ReadText(field, d.Scope, "a text that the body must contain") })
        },
        {
            "json", MapOf(OrTest([])), "Values that the JSON body must have, or tests of them, by JSON path.",
            (d, field) => d.With(e => e with { Json = ReadJson(field, d.Scope) })
        },
        {
            "headers", MapOf(OrTest(Ref("text"))), "Text that each of these headers must contain, or tests of them.",
            (d, field) => d.With(e => e with { Headers = ReadHeaders(field, d.Scope) })
        },
        {
            "size", Of(Pattern(@"^\s*[=!<>]*\s*[0-9.]+\s*([kMG]i?)?B\s*$"), ValueTests.ReadSize),
            "Limit of the bytes of the body as they travel, such as '< 100kB'.", (d, v) => d.With(e => e with { Size = v })
        },
        { "within", Duration(PlanLimits.StepLength), "Longest accepted response time.", (d, v) => d.With(e => e with { Within = v }) },
    };

    /// <summary>The expectation.</summary>
    public static Expectation Read(Field field, VariableScope scope) => Map.Read(field, new ExpectationDraft(scope)).Expect;

    private static StatusRange[]? ReadStatuses(Field field)
    {
        IReadOnlyList<Field> items = field.Node is ListNode ? field.Items(MaxStatuses, StatusRange.Allowed) ?? [] : [field];
        StatusRange[] statuses = [.. items.Select(ReadStatus).OfType<StatusRange>()];
        Expectation expect = new() { Status = statuses };
        if (statuses.Length == items.Count && !Known.Any(expect.Allows))
        {
            field.Refuse("no status meets this, because what is allowed is excluded, too", StatusRange.Allowed);
        }

        return statuses;
    }

    private static StatusRange? ReadStatus(Field field)
    {
        if (field.Node is ScalarNode { IsPlain: true } number &&
            long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            return field.Whole(MinStatus, MaxStatus) is { } status ? new StatusRange(status, status) : null;
        }

        if (field.Text(StatusRange.Allowed, PlanLimits.TextLength) is not { } text)
        {
            return null;
        }

        if (!StatusRange.TryParse(text, out StatusRange range))
        {
            field.Refuse("this is not a status, a class or a range of statuses", StatusRange.Allowed);
            return null;
        }

        return range;
    }

    private static JsonExpectation[] ReadJson(Field field, VariableScope scope)
    {
        List<JsonExpectation> all = [];
        foreach (NamedField entry in field.Entries(PlanLimits.MapEntries, "values by JSON path, such as $.state: OK") ?? [])
        {
            if (JsonPath.TryParse(entry.Name, out JsonPath? path))
            {
                all.Add(new JsonExpectation(path, ValueTests.Read(entry.Value, scope)));
            }
            else
            {
                entry.RefuseName("this is not a JSON path", JsonPath.Allowed);
            }
        }

        return [.. all];
    }

    private static Dictionary<string, IReadOnlyList<ValueTest>> ReadHeaders(Field field, VariableScope scope)
    {
        Dictionary<string, IReadOnlyList<ValueTest>> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (NamedField entry in field.Entries(PlanLimits.MapEntries, "texts by header name, such as content-type: json") ?? [])
        {
            HeadersReader.CheckName(entry, headers.Keys);
            headers.TryAdd(entry.Name, ValueTests.ReadText(entry.Value, scope, HeaderAllowed));
        }

        return headers;
    }

    private static JsonObject OrTest(JsonObject value) =>
        value.Count == 0 ? [] : new JsonObject { ["anyOf"] = new JsonArray(value, Ref(ValueTests.Map)) };

    private static JsonObject OrMany(int most, JsonObject item) =>
        new() { ["anyOf"] = new JsonArray(item, List(most, item.DeepClone().AsObject())) };

    private static JsonObject MapOf(JsonObject value) =>
        new() { ["type"] = "object", ["maxProperties"] = PlanLimits.MapEntries, ["additionalProperties"] = value };
}

/// <summary>An expectation as far as it has been read.</summary>
/// <param name="Scope">What its texts may be filled in with.</param>
internal sealed record ExpectationDraft(VariableScope Scope)
{
    /// <summary>The expectation.</summary>
    public Expectation Expect { get; init; } = new();

    /// <summary>The same with another expectation.</summary>
    public ExpectationDraft With(Func<Expectation, Expectation> change) => this with { Expect = change(Expect) };
}
