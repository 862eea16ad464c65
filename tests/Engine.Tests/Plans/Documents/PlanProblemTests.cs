using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans.Documents;

public class PlanProblemTests
{
    [Fact]
    public void Five_mistakes_give_five_problems_with_lines_and_paths()
    {
        PlanParseResult result = PlanParser.Parse("""
            version: 1
            name: Shop!
            load:
              browse:
                arivals: { rate: 50, for: 2m }
                flow:
                  - get: /x?id=${id}
            budgets: [ brows.latency < 1s ]
            """);

        Assert.Null(result.Plan);
        Assert.Equal(
            [
                ("name", 2),
                ("load.browse.arivals", 5),
                ("load.browse.arivals.rate", 5),
                ("load.browse.flow[0].get", 7),
                ("budgets[0]", 8),
            ],
            result.Problems.Select(p => (p.Path, p.Line)));
        Assert.Contains("did you mean 'arrivals'", result.Problems[1].Message, StringComparison.Ordinal);
        Assert.Contains("say '50/s'", result.Problems[2].Message, StringComparison.Ordinal);
        Assert.Equal("50", result.Problems[2].Value);
        Assert.Contains("did you mean 'browse'", result.Problems[4].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shards: 0", "shards", "1 to 1000")]
    [InlineData("shards: '3'", "shards", "1 to 1000")]
    [InlineData("shards: 1.5", "shards", "1 to 1000")]
    [InlineData("audits: after-load", "audits", "before-load, under-load")]
    [InlineData("target: shop.example", "target", "absolute http")]
    [InlineData("target: ftp://shop.example", "target", "absolute http")]
    [InlineData("target: https://me:pw@shop.example", "target", "absolute http")]
    [InlineData("target: https://{pull}.shop.example", "target", "{pr}, {sha}, {branch}")]
    [InlineData("target: https://shop.example/?a=1", "target", "absolute http")]
    [InlineData("target:", "target", "absolute http")]
    [InlineData("budgets: []", "budgets", "1 to 200")]
    [InlineData("budgets: { a: b }", "budgets", "a list of rules")]
    [InlineData("budgets: [ { rule: home.lcp < 2s, level: warning } ]", "budgets[0].level", "off, warn, fail")]
    [InlineData("budgets: [ { level: warn } ]", "budgets[0].rule", "subject.metric")]
    [InlineData("schedule: { cron: '0 3 * * *' }", "schedule.cron", "six fields")]
    [InlineData("schedule: { cron: '0 0 3 30 2 *' }", "schedule.cron", "six fields")]
    [InlineData("schedule: { cron: '0 0 25 * * *' }", "schedule.cron", "six fields")]
    [InlineData("schedule: { cron: '99999999999 0 3 * * *' }", "schedule.cron", "six fields")]
    [InlineData("load: {}", "load", "at least one scenario")]
    [InlineData("load: [ a ]", "load", "scenarios by name")]
    [InlineData("colour: red", "colour", "version, name")]
    [InlineData("name: again", "name", "each key once")]
    [InlineData("<<: { shards: 3 }", "<<", "merged keys written out")]
    [InlineData("shards: !!int 3", "shards", "without a tag")]
    public void A_wrong_top_level_value_is_one_problem(string line, string path, string allowed)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.With(line));

        Assert.Equal((path, 4), (problem.Path, problem.Line));
        Assert.Contains(allowed, problem.Allowed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "load.s", "neither 'arrivals' nor 'users'")]
    [InlineData("arrivals: { rate: 1/s, for: 1s }\nusers: { count: 1, for: 1s }", "load.s", "both")]
    [InlineData("arrivals: { rate: 1/s, over: 1s }", "load.s.arrivals", "constant, a ramp")]
    [InlineData("arrivals: { rate: 1/s }", "load.s.arrivals.for", "missing")]
    [InlineData("arrivals: { from: 1/s, over: 1s }", "load.s.arrivals.to", "missing")]
    [InlineData("arrivals: { rate: 0/s, for: 1s }", "load.s.arrivals", "the rate is always 0")]
    [InlineData("arrivals: { rate: 100001/s, for: 1s }", "load.s.arrivals.rate", "too high")]
    [InlineData("arrivals: { rate: 1/s, for: 25h }", "load.s.arrivals.for", "out of range")]
    [InlineData("arrivals: { rate: 1/s, for: 0s }", "load.s.arrivals.for", "out of range")]
    [InlineData("arrivals: { rate: 1/s, for: 90 }", "load.s.arrivals.for", "say '90s'")]
    [InlineData("arrivals: [ { rate: 1/s, for: 20h }, { rate: 1/s, for: 5h } ]", "load.s.arrivals",
        "total duration of the stages is too long")]
    [InlineData("arrivals: { rate: 100000/s, for: 3h }", "load", "too many arrivals")]
    [InlineData("users: { count: 0, for: 1s }", "load.s.users.count", "out of range")]
    [InlineData("users: { count: 100001, for: 1s }", "load.s.users.count", "out of range")]
    [InlineData("users: { count: 5, for: 1s }\ninFlight: 10", "load.s.inFlight", "only applies to arrivals")]
    public void A_wrong_load_model_is_one_problem(string model, string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithModel(model));

        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- get: x", "get", "not a path")]
    [InlineData("- get: ''", "get", "not a path")]
    [InlineData("- get: /a b", "get", "not a path")]
    [InlineData("- get: http://u:p@x/", "get", "not a path")]
    [InlineData("- get: //other.example/", "get", "not a path")]
    [InlineData("- get: '/\\other.example/'", "get", "not a path")]
    [InlineData("- { get: /, headers: { host: other.example/x } }", "headers.host", "not a host")]
    [InlineData("- { get: /, post: / }", "", "2 actions")]
    [InlineData("- { headers: {} }", "", "does nothing")]
    [InlineData("- { get: /, json: {} }", "json", "a get has no body")]
    [InlineData("- { post: /, json: {}, body: x }", "body", "both")]
    [InlineData("- { post: /, json: .inf }", "json", "not a JSON number")]
    [InlineData("- { get: /, headers: { 'a b': x } }", "headers.a b", "not a header name")]
    [InlineData("- { get: /, headers: { a: \"x\\r\\nEvil: 1\" } }", "headers.a", "not a valid")]
    [InlineData("- { get: /, headers: { content-length: 5 } }", "headers.content-length", "load generator")]
    [InlineData("- { get: /, headers: { a: 1, A: 2 } }", "headers.A", "twice")]
    [InlineData("- { get: /, expect: { status: [200, 99] } }", "expect.status[1]", "out of range")]
    [InlineData("- { get: /, capture: { id: items.id } }", "capture.id", "not a JSON path")]
    [InlineData("- { get: /, capture: { 1d: $.id } }", "capture.1d", "not a variable name")]
    [InlineData("- { get: /, timeout: 5 }", "timeout", "say '5s'")]
    [InlineData("- { get: /, timeout: 2h }", "timeout", "out of range")]
    [InlineData("- { get: /, paus: 5s }", "paus", "did you mean 'pause'")]
    [InlineData("- get: /${id", "get", "'}' is missing at the end")]
    [InlineData("- { get: '/${id}', capture: { id: $.id } }", "get", "not before it")]
    [InlineData("- { get: '/', headers: { a: '${who}' } }", "headers.a", "neither in 'variables'")]
    [InlineData("- { post: '/', json: { a: ['${whom}'] } }", "json", "neither in 'variables'")]
    public void A_wrong_step_is_one_problem(string step, string path, string message)
    {
        PlanParseResult result = PlanParser.Parse(PlanText.WithFlow(step));

        PlanProblem problem = result.Problems[0];
        Assert.True(result.Problems.Count == (step.Contains("paus:", StringComparison.Ordinal) ? 2 : 1), string.Join('\n', result.Problems));
        Assert.Equal((path.Length == 0 ? "load.s.flow[0]" : "load.s.flow[0]." + path, 8), (problem.Path, problem.Line));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flow_of_pauses_sends_nothing() =>
        Assert.Contains("sends no request", PlanText.OneProblem(PlanText.WithFlow("- pause: 1s")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_variable_from_an_earlier_step_is_known_and_a_misspelt_one_is_hinted_at()
    {
        PlanText.Valid(PlanText.WithFlow("- { get: /, capture: { id: $.id } }\n- get: /x/${id}/${who}", "{ who: anna }"));
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow("- get: /x/${whoo}", "{ who: anna }"));
        Assert.Contains("did you mean 'who'?", problem.Message, StringComparison.Ordinal);
        Assert.Equal("a set name: who", problem.Allowed);
    }

    [Fact]
    public void A_page_has_no_variables()
    {
        PlanProblem problem = PlanText.OneProblem("version: 1\nname: p\npages: { home: { path: '/${id}' } }");
        Assert.Equal(("pages.home.path", "pages do not support variables"), (problem.Path, problem.Message));
    }

    [Fact]
    public void A_page_may_not_take_the_name_of_a_scenario()
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow("- get: /") + "\npages: { s: { path: / } }");
        Assert.Equal(("pages.s", 9), (problem.Path, problem.Line));
    }

    [Fact]
    public void A_plan_needs_version_name_and_something_to_do()
    {
        PlanParseResult result = PlanParser.Parse("version: 2");
        Assert.Equal(["", "name", "version"], result.Problems.Select(p => p.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_page_reads_with_its_defaults_and_refuses_wrong_values()
    {
        Assert.Equal(5, PlanText.Valid(PlanText.With("")).Pages[0].Runs);
        PlanParseResult result = PlanParser.Parse("version: 1\nname: p\npages:\n  Home:\n    device: tablet\n    runs: 51");
        Assert.Equal(
            [("pages.Home", 4), ("pages.Home.path", 5), ("pages.Home.device", 5), ("pages.Home.runs", 6)],
            result.Problems.Select(p => (p.Path, p.Line)));
    }

    [Fact]
    public void A_problem_reads_as_one_line()
    {
        string text = PlanText.OneProblem(PlanText.With("shards: 0")).ToString();
        Assert.Equal("line 4: shards: the number is out of range (got '0'); allowed: a whole number from 1 to 1000", text);
    }
}
