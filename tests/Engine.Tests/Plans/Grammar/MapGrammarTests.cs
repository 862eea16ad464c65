using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Plans.Reading.Budgets;
using PerfFunctions.Engine.Plans.Reading.Pages;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Tests.Plans.Grammar;

public class MapGrammarTests
{
    private static readonly MapGrammar<Box> Boxes = new("box", "Box", "A box.", "the box has no settings")
    {
        { "size", ValueGrammars.Whole(1, 9) with { Required = "its size" }, "How large it is.", (b, v) => b with { Size = v } },
        { "open", ValueGrammars.Truth() with { Default = false }, "Whether it is open.", (b, v) => b with { IsOpen = v } },
    };

    private static readonly MapGrammar<Box> Things = new("thing", "Thing", rule: new KeyChoice("what it is", "small", "large"))
    {
        { "small", ValueGrammars.Whole(1, 4), "A small one.", (b, v) => b with { Size = v } },
        { "large", ValueGrammars.Whole(5, 9), "A large one.", (b, v) => b with { Size = v } },
        { "open", ValueGrammars.Truth(), "Whether it is open.", (b, v) => b with { IsOpen = v } },
    };

    private static readonly MapGrammar<Box> Shapes = new("shape", "Shape", rule: new KeyForms(
        "{ size: 3 }, or { from: 1, to: 2 }",
        new("a shape has one size, or two", ["size"]),
        new("a shape with two sizes has no other", ["from", "to"], "from", "to")))
    {
        { "size", ValueGrammars.Whole(1, 9) with { Required = "its size" }, "How large it is.", (b, v) => b with { Size = v } },
        { "from", ValueGrammars.Whole(1, 9) with { Required = "its first size" }, "How small it is.", (b, v) => b with { Size = v } },
        { "to", ValueGrammars.Truth() with { Required = "its second size" }, "Whether it is open.", (b, v) => b with { IsOpen = v } },
    };

    [Fact]
    public void What_is_there_is_filled_in_and_what_is_missing_stays() =>
        Assert.Equal(new Box(3, true), Read(Boxes, "size: 3", new Box(1, true), []));

    [Fact]
    public void A_wrong_key_is_a_problem_and_changes_nothing_and_the_others_are_read_all_the_same()
    {
        List<string> problems = [];
        Assert.Equal(new Box(1, true), Read(Boxes, "{ size: 10, opne: true }", new Box(1, false), problems));
        Assert.Equal(
            [
                "line 1: opne: unknown key 'opne'; did you mean 'open'? (got 'opne'); allowed: size, open",
                "line 1: size: the number is out of range (got '10'); allowed: a whole number from 1 to 9",
            ],
            problems);
    }

    [Theory]
    [InlineData("{ open: true }", "line 1: size: 'size' is missing; allowed: its size")]
    [InlineData("[]", "line 1: : this must be a map (got '[…]'); allowed: size, open")]
    public void What_must_be_there_is_named(string text, string problem)
    {
        List<string> problems = [];
        Read(Boxes, text, new Box(1, false), problems);
        Assert.Equal([problem], problems);
    }

    [Fact]
    public void An_empty_map_is_a_problem_where_it_means_nothing()
    {
        List<string> problems = [];
        Read(Boxes, "{}", new Box(1, false), problems);
        Assert.Contains("line 1: : the box has no settings; allowed: at least one of size, open", problems);
    }

    [Fact]
    public void Of_a_choice_exactly_one_is_read_and_the_keys_beside_it_are_read_in_any_case()
    {
        List<string> problems = [];
        Assert.Equal(new Box(7, true), Read(Things, "{ large: 7, open: true }", new Box(0, false), problems));
        Assert.Empty(problems);
        Assert.Equal(new Box(0, true), Read(Things, "{ small: 1, large: 7, open: true }", new Box(0, false), problems));
        Assert.Equal(
            "line 1: : only one is allowed, but there are: small, large; allowed: exactly one of small, large", Assert.Single(problems));
    }

    [Theory]
    [InlineData("{ size: 3 }", null)]
    [InlineData("{ from: 3, to: true }", null)]
    [InlineData("{}", "size: 'size' is missing; allowed: its size")]
    [InlineData("{ to: true }", "from: 'from' is missing; allowed: its first size")]
    [InlineData("{ size: 3, to: true }", ": a shape with two sizes has no other; allowed: { size: 3 }, or { from: 1, to: 2 }")]
    public void A_map_has_all_keys_of_one_form_and_no_others(string text, string? problem)
    {
        List<string> problems = [];
        Read(Shapes, text, new Box(1, false), problems);
        Assert.Equal(problem is null ? [] : [$"line 1: {problem}"], problems);
        Assert.Equal(
            """[{"required":["size"],"maxProperties":1},{"required":["from","to"],"maxProperties":2}]""",
            Shapes.Schema()["oneOf"]!.ToJsonString());
    }

    [Fact]
    public void The_schema_says_the_same() => Assert.Equal(
        """
        {"title":"Box","description":"A box.","type":"object","required":["size"],"minProperties":1,"additionalProperties":false,
        "properties":{"size":{"type":"integer","minimum":1,"maximum":9,"description":"How large it is."},
        "open":{"type":"boolean","default":false,"description":"Whether it is open."}}}
        """.ReplaceLineEndings(""),
        Boxes.Schema().ToJsonString());

    [Fact]
    public void A_default_that_the_schema_names_is_what_holds_without_the_key()
    {
        VariableScope scope = new(new PlanScope([]), null, []);
        HoldsDefaults(PageKeys.Audit, new PageSettings(scope));
        HoldsDefaults(DeviceKeys.Screen, new DeviceProfile("own", 1, 1, 1, Touch: false));
        HoldsDefaults(ServerKeys.Series, new SeriesDraft(Engine.ServerMetrics.ServerUnit.Count, null));
        HoldsDefaults(RealUserKeys.Map, new Engine.RealUsers.RealUserPlan());
        HoldsDefaults(BudgetKeys.Budget, new BudgetDraft(null!));
    }

    [Fact]
    public void Every_key_that_is_declared_says_what_it_means() => Assert.All(
        PlanSchema.Declared.SelectMany(map => map.Schema()["properties"]!.AsObject()),
        key => Assert.EndsWith(".", (string)key.Value!["description"]!, StringComparison.Ordinal));

    private static void HoldsDefaults<T>(MapGrammar<T> map, T start)
    {
        KeyGrammar<T>[] keys = [.. map.Where(key => key.Default is not null)];
        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.Equal(start, key.Read(start, FieldOf(key.Default!.ToJsonString(), new ProblemList()))));
    }

    private static T Read<T>(MapGrammar<T> map, string text, T start, List<string> problems)
    {
        ProblemList found = new();
        T read = map.Read(new Field(YamlComposer.Compose(text, found)!, "", found), start);
        problems.AddRange(found.ToList().Select(p => p.ToString()));
        return read;
    }

    private static Field FieldOf(string text, ProblemList problems) =>
        new(YamlComposer.Compose(text.Trim('"'), problems)!, "", problems);

    private sealed record Box(int Size, bool IsOpen);
}
