using System.Diagnostics;
using System.Globalization;
using System.Text;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

public class HostilePlanTests
{
    // Generous for a slow machine; a bomb that went off would take minutes or the memory of the process.
    private static readonly TimeSpan Quickly = TimeSpan.FromMinutes(1);

    [Fact]
    public void Exploding_aliases_are_refused_quickly()
    {
        StringBuilder bomb = new("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++)
        {
            string aliases = string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9));
            bomb.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} [{aliases}]\n");
        }

        Assert.Contains("too many values", RefusedQuickly(bomb.ToString()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("{\"a\":")]
    public void Deep_nesting_is_refused_quickly(string opening)
    {
        string text = string.Concat(Enumerable.Repeat(opening, 250_000 / opening.Length));
        Assert.Contains("nested too deeply", RefusedQuickly(text).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_in_whole_json_is_refused_quickly()
    {
        string text = "{\"a\":" + new string('[', 50_000) + new string(']', 50_000) + "}";
        Assert.Contains("nested too deeply", RefusedQuickly(text).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_cannot_nest_past_the_limit_either()
    {
        StringBuilder text = new("a0: &a0 [x]\n");
        for (int i = 1; i < 40; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} [*a{i - 1}]\n");
        }

        Assert.Contains("nested too deeply", RefusedQuickly(text.ToString()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_file_is_refused_before_it_is_read()
    {
        Assert.Contains("too large", RefusedQuickly("#" + new string('x', 256_000)).Message, StringComparison.Ordinal);
        Assert.Contains("too large", PlanParser.Parse(new byte[256_001]).Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("empty", RefusedQuickly("#" + new string('x', 255_999)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_mistakes_are_reported_up_to_a_limit_and_then_counted()
    {
        string text = string.Join('\n', Enumerable.Range(0, 3000).Select(i => $"key{i}: x"));
        PlanParseResult result = PlanParser.Parse(text);
        Assert.Equal(201, result.Problems.Count);
        Assert.Contains("more problems", result.Problems[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused_with_their_line()
    {
        PlanProblem problem = Assert.Single(PlanParser.Parse([.. "version: 1\nname: "u8, 0xC3, 0x28]).Problems);
        Assert.Equal((2, "the file is not valid UTF-8"), (problem.Line, problem.Message));
    }

    [Fact]
    public void A_byte_order_mark_is_no_problem()
    {
        byte[] text = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(ExamplePlan.Yaml)];
        Assert.True(PlanParser.Parse(text).IsValid);
    }

    [Theory]
    [InlineData("", "empty", 1)]
    [InlineData("# nothing", "empty", 1)]
    [InlineData("just text", "must be a map", 1)]
    [InlineData("version: 1\nname: [a", "not valid YAML", 3)]
    [InlineData("version: 1\nname: \u0000x", "control character", 2)]
    public void A_file_that_is_no_plan_ends_in_one_problem(string text, string message, int line)
    {
        PlanProblem problem = PlanText.OneProblem(text);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.InRange(problem.Line, line - 1, line);
    }

    [Fact]
    public void A_second_document_is_a_problem() =>
        Assert.Equal(5, PlanText.OneProblem(PlanText.With("shards: 2") + "\n---\nversion: 1").Line);

    [Fact]
    public void An_alias_may_stand_for_a_whole_value_but_not_for_itself()
    {
        PerfPlan plan = PlanText.Valid("""
            version: 1
            name: p
            pages:
              a: &page { path: /, runs: 3 }
              b: *page
            """);
        Assert.Equal(3, plan.Pages[1].Runs);
        Assert.Contains("anchor", PlanParser.Parse("a: &x [*x]").Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_of_a_long_text_are_refused_quickly()
    {
        string steps = string.Join('\n', Enumerable.Repeat("- { post: /, json: *big }", 99));
        string text = PlanText.WithFlow($"- {{ post: /, json: &big '{new string('x', 50_000)}' }}\n{steps}");
        Assert.Contains("too many values", RefusedQuickly(text).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(a*)*b")]
    [InlineData("((((a{1,1000}){1,1000}){1,1000}){1,1000})")]
    [InlineData("(x{999999999})")]
    public void A_hostile_pattern_is_read_or_refused_quickly(string pattern)
    {
        long start = Stopwatch.GetTimestamp();
        PlanParser.Parse(PlanText.WithFlow(string.Concat(Enumerable.Repeat($"- {{ get: /, capture: {{ a: {{ regex: '{pattern}' }} }} }}\n", 50))));
        Assert.True(Stopwatch.GetElapsedTime(start) < Quickly, $"took {Stopwatch.GetElapsedTime(start)}");
    }

    [Theory]
    [InlineData("a,b\\n", "1\\n")]
    [InlineData("a\\n", "x\\\"y\\n")]
    [InlineData("", "a,")]
    [InlineData("a\\n", "1\\n")]
    public void A_huge_feed_is_refused_quickly(string head, string line) =>
        RefusedOrToldQuickly($"feeds: {{ f: {{ csv: \"{head}{string.Concat(Enumerable.Repeat(line, 40_000))}\" }} }}");

    [Fact]
    public void Many_wrong_columns_of_a_feed_cost_little()
    {
        string columns = string.Join(',', Enumerable.Range(0, 50).Select(i => Name('c', i)));
        string slots = string.Concat(Enumerable.Range(0, 80).Select(i => $"${{f.{Name('d', i)}}}"));
        RefusedOrToldQuickly($"feeds: {{ f: {{ csv: \"{columns}\\n{new string(',', 49)}\" }} }}\nhttp: {{ headers: {{ a: '{slots}' }} }}");
    }

    [Fact]
    public void Hints_for_thousands_of_names_cost_little()
    {
        string steps = string.Join('\n', Enumerable.Range(0, 99).Select(s =>
            $"- {{ get: '/{string.Concat(Enumerable.Range(0, 9).Select(i => $"${{{Name('b', (s * 9) + i)}}}"))}', " +
            $"capture: {{ {string.Join(", ", Enumerable.Range(0, 9).Select(i => $"{Name('a', (s * 9) + i)}: $.x"))} }} }}"));
        long start = Stopwatch.GetTimestamp();
        Assert.Equal(201, PlanParser.Parse(PlanText.WithFlow(steps)).Problems.Count);
        Assert.True(Stopwatch.GetElapsedTime(start) < Quickly, $"took {Stopwatch.GetElapsedTime(start)}");
    }

    private static string Name(char letter, int number) => new string(letter, 34) + number.ToString("D6", CultureInfo.InvariantCulture);

    private static void RefusedOrToldQuickly(string lines)
    {
        long start = Stopwatch.GetTimestamp();
        Assert.NotEmpty(PlanParser.Parse(PlanText.With(lines)).Problems);
        Assert.True(Stopwatch.GetElapsedTime(start) < Quickly, $"took {Stopwatch.GetElapsedTime(start)}");
    }

    private static PlanProblem RefusedQuickly(string text)
    {
        long start = Stopwatch.GetTimestamp();
        PlanProblem problem = PlanText.OneProblem(text);
        Assert.True(Stopwatch.GetElapsedTime(start) < Quickly, $"took {Stopwatch.GetElapsedTime(start)}");
        return problem;
    }
}
