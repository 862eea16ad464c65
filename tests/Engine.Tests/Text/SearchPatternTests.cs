using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Tests.Text;

public sealed class SearchPatternTests
{
    [Theory]
    [InlineData("csrf=(\\w+)", 6)]
    [InlineData("(ab){3}", 6)]
    [InlineData("(a{1,200}){1,20}b", 4_001)]
    [InlineData("a{2}{3}{4,}", 24)]
    [InlineData("((a{10}|b){10}[^]x{9}]{2,5}){10}", 1_250)]
    [InlineData("\\(a{5}\\)\\p{L}{3}[\\]]{2}[a-z-[aeiou]]{2}", 14)]
    [InlineData("a{,5}{x}", 8)]
    [InlineData("((?#[)a{20}){20}]", 401)]
    [InlineData("((((a{1,999}){1,999}){1,999}){1,999}){1,99999999999}", 1_000_000_000)]
    public void Repeats_are_counted_as_if_they_were_written_out(string pattern, long places) =>
        Assert.Equal(places, new PatternPositions(pattern).Count());

    [Theory]
    [InlineData("(a{1,200}){1,20}b")]
    [InlineData("((x{30}){30}){30}")]
    [InlineData("[a-z]{5000}")]
    [InlineData("((?#[)a{200}){200}]")]
    public void A_pattern_that_would_search_for_minutes_is_refused_when_the_plan_is_read(string pattern)
    {
        PlanParseResult parsed = Parse(pattern);

        PlanProblem problem = Assert.Single(parsed.Problems);
        Assert.Contains("positions, more than 1000", problem.Message, StringComparison.Ordinal);
        Assert.Equal("load.browse.flow[0].capture.token.regex", problem.Path);
    }

    [Theory]
    [InlineData("(?x)(a{200} # [\n){200}")]
    [InlineData("a(?i-x:b)")]
    public void A_pattern_that_is_not_read_as_it_was_counted_is_refused(string pattern) =>
        Assert.Contains("option x", Assert.Throws<NotSupportedException>(() => SearchPattern.Compile(pattern)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_pattern_within_the_limit_is_taken_and_its_search_ends_in_time()
    {
        Assert.Empty(Parse("(a{1,50}){1,19}b").Problems);

        Assert.Equal(SearchPattern.MatchLimit, SearchPattern.Compile("(a{1,50}){1,19}b").MatchTimeout);
    }

    private static PlanParseResult Parse(string pattern) => PlanParser.Parse(
        $$"""
        version: 1
        name: shop
        load:
          browse:
            users: { count: 1, for: 10s }
            flow: [ { get: /, capture: { token: { regex: '{{pattern}}' } } } ]
        """);
}
