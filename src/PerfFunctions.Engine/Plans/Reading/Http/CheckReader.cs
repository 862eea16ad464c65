using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Declares and reads <c>check:</c>.</summary>
internal static class CheckReader
{
    private const string Allowed =
        "conditions by name: a JSON path that must be there, such as '$.items[0]', or a map such as { json: $.total, above: 0 } or { within: 300ms }";

    private static readonly JsonObject TestsWithoutSource = new()
    {
        ["allOf"] = new JsonArray(
            Schemas.RequiresAny(ValueTests.Map.Keys), new JsonObject { ["not"] = Schemas.RequiresAny(ValueSources.Keys) }),
    };

    /// <summary>A check. In it, <c>json</c> is the path of the value, and <c>body</c> a test of the whole body.</summary>
    public static readonly MapGrammar<CheckDraft> Map = new(
        "check", "Check", "All of it must hold: what expect can say, and at most one value with its tests.",
        empty: "the check has no condition", rule: new KeyLimit("source of the value", ValueSources.Keys), never: TestsWithoutSource)
    {
        { ValueSources.Source, draft => draft.Source, (draft, source) => draft with { Source = source } },
        { ValueTests.Map, draft => draft.Test, (draft, test) => draft with { Test = test } },
        { ExpectationReader.Map.Without("json"), draft => draft.Expect, (draft, expect) => draft with { Expect = expect } },
    };

    /// <summary>The checks by name.</summary>
    public static IReadOnlyDictionary<string, ResponseCondition> Read(Field field, VariableScope scope)
    {
        Dictionary<string, ResponseCondition> checks = [];
        foreach (NamedField entry in field.Entries(PlanLimits.MapEntries, Allowed) ?? [])
        {
            SeriesTitles.Check(entry);
            checks[entry.Name] = entry.Value.Node is MapNode
                ? ReadMap(entry.Value, scope)
                : new ResponseCondition { Source = ValueSources.ReadPath(entry.Value, Allowed) };
        }

        return checks;
    }

    private static ResponseCondition ReadMap(Field field, VariableScope scope)
    {
        int before = field.Problems.Count;
        CheckDraft draft = Map.Read(field, new CheckDraft(new TestDraft(scope), new ExpectationDraft(scope)));
        if (draft.Source.Source is null && draft.Test.Tests.Count > 0 && field.Problems.Count == before)
        {
            field.Refuse("the tests have no value to look at", $"one of {string.Join(", ", ValueSources.Keys)} beside them");
        }

        return new ResponseCondition
        {
            Expect = draft.Expect.Expect,
            Source = ValueSources.SourceOf(field, draft.Source),
            Tests = draft.Test.Tests,
        };
    }
}

/// <summary>A check as far as it has been read.</summary>
/// <param name="Test">What must hold of the value.</param>
/// <param name="Expect">What must hold of the response.</param>
internal sealed record CheckDraft(TestDraft Test, ExpectationDraft Expect)
{
    /// <summary>Where the value is.</summary>
    public SourceDraft Source { get; init; } = new();
}
