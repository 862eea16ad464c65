using System.Globalization;
using System.Text.RegularExpressions;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Units;
using PerfFunctions.Engine.Values;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Declares and reads what must hold of a value of a response.</summary>
internal static partial class ValueTests
{
    private const string CountAllowed = "a number, or an operator and a number, such as '> 0'";
    private const string SizeAllowed = "a limit such as '< 100kB'";

    private static readonly Dictionary<string, ComparisonOperator> Operators = new()
    {
        ["=="] = ComparisonOperator.Equal,
        ["!="] = ComparisonOperator.Unequal,
        ["<"] = ComparisonOperator.Below,
        ["<="] = ComparisonOperator.AtMost,
        [">"] = ComparisonOperator.Above,
        [">="] = ComparisonOperator.AtLeast,
    };

    /// <summary>What must hold of a value; all of it.</summary>
    public static readonly MapGrammar<TestDraft> Map = new("test", "Test", "All of it must hold.", empty: "the test is empty")
    {
        { "equals", [], "The value must be this; numbers are compared as numbers.", Compare(ComparisonOperator.Equal) },
        { "not", [], "The value must not be this; of a body or a header, not contain it.", (d, field) => d.Not(field) },
        { "above", Ref("text"), "The value must be a number above this.", Compare(ComparisonOperator.Above) },
        { "below", Ref("text"), "The value must be a number below this.", Compare(ComparisonOperator.Below) },
        { "contains", Ref("text"), "The value must contain this text, or the list this item.", Compare(ComparisonOperator.Contains) },
        { "matches", Of(Ref("text"), ReadPattern), "Regular expression that must be found in the value.", (d, v) => d.With(v) },
        { "count", Of(CountSchema(), ReadCount), "Number of items that there must be, such as 3 or '> 0'.", (d, v) => d.With(v) },
        { "exists", Truth(), "Whether there must be a value at all.", (d, v) => d.With(new ExistsTest(v)) },
    };

    /// <summary>Tests of a value: a map, or a value that it must be.</summary>
    public static IReadOnlyList<ValueTest> Read(Field field, VariableScope scope) =>
        field.Node is MapNode ? Map.Read(field, new TestDraft(scope)).Tests : new TestDraft(scope).Compare(field, ComparisonOperator.Equal).Tests;

    /// <summary>Tests of a text: a map, or a text that it must contain.</summary>
    public static IReadOnlyList<ValueTest> ReadText(Field field, VariableScope scope, string allowed) =>
        field.Node is MapNode ? Map.Read(field, new TestDraft(scope) { IsText = true }).Tests
        : field.Text(allowed, PlanLimits.TextLength) is null ? []
        : new TestDraft(scope).Compare(field, ComparisonOperator.Contains).Tests;

    /// <summary>A limit of bytes.</summary>
    public static CountTest? ReadSize(Field field) => ReadLimit(field, SizeAllowed, text => Sizes.TryParse(text, out long bytes) ? bytes : null);

    private static Func<TestDraft, Field, TestDraft> Compare(ComparisonOperator op) => (draft, field) => draft.Compare(field, op);

    private static CountTest? ReadCount(Field field) => ReadLimit(
        field, CountAllowed, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : null);

    private static CountTest? ReadLimit(Field field, string allowed, Func<string, double?> read)
    {
        if (field.Text(allowed, PlanLimits.TextLength) is not { } text)
        {
            return null;
        }

        Match match = Limit().Match(text);
        string sign = match.Groups["sign"].Value;
        if (read(match.Groups["number"].Value) is not { } number || (sign.Length > 0 && !Operators.ContainsKey(sign)))
        {
            field.Refuse("this is not a limit", allowed);
            return null;
        }

        return new CountTest(sign.Length == 0 ? ComparisonOperator.Equal : Operators[sign], number);
    }

    private static MatchTest? ReadPattern(Field field)
    {
        if (field.Text(SearchPattern.Allowed, PlanLimits.TextLength) is not { } pattern)
        {
            return null;
        }

        if (SearchPattern.MistakeIn(pattern) is not { } mistake)
        {
            return new MatchTest(pattern);
        }

        field.Refuse(mistake, SearchPattern.Allowed);
        return null;
    }

    private static System.Text.Json.Nodes.JsonObject CountSchema() => new() { ["type"] = Names(["integer", "string"]) };

    [GeneratedRegex(@"^\s*(?<sign>[=!<>]*)\s*(?<number>.*?)\s*$", RegexOptions.Singleline)]
    private static partial Regex Limit();
}

/// <summary>Tests of a value as far as they have been read.</summary>
/// <param name="Scope">What their texts may be filled in with.</param>
internal sealed record TestDraft(VariableScope Scope)
{
    /// <summary>The tests.</summary>
    public IReadOnlyList<ValueTest> Tests { get; init; } = [];

    /// <summary>Whether the value is a text that may be long, such as a body.</summary>
    public bool IsText { get; init; }

    /// <summary>The same with another test.</summary>
    public TestDraft With(ValueTest test) => this with { Tests = [.. Tests, test] };

    /// <summary>The same with a comparison.</summary>
    public TestDraft Compare(Field field, ComparisonOperator op) => Value(field, op) is { } json ? With(new CompareTest(op, json)) : this;

    /// <summary>The same with a value that must not be.</summary>
    public TestDraft Not(Field field) =>
        !IsText ? Compare(field, ComparisonOperator.Unequal)
        : Value(field, ComparisonOperator.Contains) is { } json ? With(new NotTest(new CompareTest(ComparisonOperator.Contains, json)))
        : this;

    private string? Value(Field field, ComparisonOperator op)
    {
        bool isNumber = op is ComparisonOperator.Above or ComparisonOperator.Below;
        if (JsonBody.Read(field, PlanLimits.TextLength) is not { } json)
        {
            return null;
        }

        Scope.CheckJson(field, json);
        if (isNumber && field.Node is ScalarNode scalar && !scalar.Text.Contains("${", StringComparison.Ordinal) &&
            !Values.Value.TryNumber(scalar.Text, out _))
        {
            field.Refuse("above and below compare numbers only", "a number");
            return null;
        }

        return json;
    }
}
