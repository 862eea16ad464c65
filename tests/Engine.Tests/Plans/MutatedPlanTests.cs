using System.Text.RegularExpressions;
using CsCheck;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.Engine.Tests.Plans;

public partial class MutatedPlanTests
{
    private const string Alphabet = "{}[]:,-&*!|>'\"%@`#?<~ \n\t\r0a$.\\\u0085\u2028\uFEFF\uD800é";

    private static readonly string[] Oddities =
    [
        "''", "~", "[]", "{}", "[[]]", "{a: b}", "-1", "0", "1e999", "99999999999999999999", ".inf", "true", "'${'", "'${x}'", "$", "'$'",
        "<<", "&a 1", "*a", "!!str 1", "!x y", "'\"'", "\"\\0\"", "\"\\r\\n\"", "0.0000000001/s", "99999/s", "24h", "0ms", "100%", "é", "' '", "/", "http://", "|",
    ];

    private static readonly string[] Plans = [ExamplePlan.Yaml, JsonOf(ExamplePlan.Yaml), FullPlan.Yaml, JsonOf(FullPlan.Yaml)];

    [Fact]
    public void No_edit_of_characters_makes_the_parser_throw() =>
        Gen.Int[0, Plans.Length - 1].SelectMany(plan => Edits(Plans[plan])).Sample(IsPlanOrProblems, iter: 1_000);

    // Keeps most of the document well-formed, so that the readers behind the YAML parser see the oddities. Some 600
    // pairs of a word and an oddity a run, others each time: a single pair of the 19,000 is met in every thirtieth.
    [Fact]
    public void No_odd_value_makes_the_parser_throw()
    {
        Match[] words = [.. Word().Matches(FullPlan.Yaml).Cast<Match>()];
        Gen.Select(Gen.Int[0, words.Length - 1], Gen.Int[0, Oddities.Length - 1]).Array[1, 3].Select(swaps => swaps
                .OrderByDescending(s => s.Item1).DistinctBy(s => s.Item1)
                .Aggregate(FullPlan.Yaml, (text, s) =>
                    text.Remove(words[s.Item1].Index, words[s.Item1].Length).Insert(words[s.Item1].Index, Oddities[s.Item2])))
            .Sample(IsPlanOrProblems, iter: 300);
    }

    private static bool IsPlanOrProblems(string text)
    {
        PlanParseResult result = PlanParser.Parse(text);
        return result.IsValid == (result.Problems.Count == 0);
    }

    private static Gen<string> Edits(string text) =>
        Gen.Select(Gen.Int[0, text.Length], Gen.Int[0, 12], Gen.Char[Alphabet].Array[0, 6]).Array[1, 4].Select(edits =>
            edits.Aggregate(text, (t, edit) =>
            {
                int at = Math.Min(edit.Item1, t.Length);
                return t.Remove(at, Math.Min(edit.Item2, t.Length - at)).Insert(at, new string(edit.Item3));
            }));

    private static string JsonOf(string yaml)
    {
        ProblemList problems = new();
        return JsonBody.Read(new Field(YamlComposer.Compose(yaml, problems)!, "", problems))!;
    }

    [GeneratedRegex(@"[^\s{}\[\],:#']+")]
    private static partial Regex Word();
}
