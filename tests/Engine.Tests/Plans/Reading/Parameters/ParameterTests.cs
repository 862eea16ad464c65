using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans.Reading.Parameters;

public class ParameterTests
{
    private const string Plan = """
        version: 1
        name: shop
        parameters: { users: 20, host: https://shop.example, length: 2m, limit: 500ms, fast: true, code: '007' }
        target: '${host}'
        http: { compression: '${fast}' }
        load:
          browse:
            users: { count: '${users}', for: '${length}' }
            variables: { page: 1 }
            flow:
              - post: /products?page=${page}&n=${users}
                json: { users: '${users}', text: 'of ${users}', code: '${code}', plain: '$${users}', secret: '${uuid()}' }
        pages: { home: { path: '/${code}', headers: { x: '${users}' } } }
        budgets: [ 'browse.latency.p95 < ${limit}' ]
        """;

    [Fact]
    public void A_parameter_stands_wherever_a_value_does()
    {
        PerfPlan plan = PlanText.Valid(Plan);
        HttpStep step = Assert.IsType<HttpStep>(plan.Load[0].Flow[0]);
        Assert.Equal("https://shop.example", plan.Target);
        Assert.True(plan.Load[0].Http.Compression);
        Assert.Equal((20, TimeSpan.FromMinutes(2)), (Assert.IsType<UserModel>(plan.Load[0].Model).Peak, plan.LoadDuration));
        Assert.Equal("/products?page=${page}&n=20", step.Path);
        Assert.Equal("/007", plan.Pages[0].Path);
        Assert.Equal("browse.latency.p95 < 500ms", plan.Budgets[0].Expression);
        Assert.Equal(("20", "007", "true"), (plan.Parameters["users"], plan.Parameters["code"], plan.Parameters["fast"]));
        Assert.Empty(plan.ChangedParameters);
    }

    [Fact]
    public void A_text_that_is_a_parameter_alone_keeps_its_kind_and_an_escaped_one_stays()
    {
        PerfPlan plan = PlanText.Valid(Plan);
        Assert.Equal(
            """{"users":20,"text":"of 20","code":"007","plain":"$${users}","secret":"${uuid()}"}""",
            Assert.IsType<TextBody>(Assert.IsType<HttpStep>(plan.Load[0].Flow[0]).Body).Text);
    }

    [Fact]
    public void A_value_that_is_set_has_the_kind_of_the_plans_own()
    {
        PlanSettings set = Set(("code", "008"), ("users", "5"), ("fast", "false"), ("host", "http://127.0.0.1:1"));
        PerfPlan plan = Valid(Plan, set);
        Assert.StartsWith(
            """{"users":5,"text":"of 5","code":"008",""", Assert.IsType<TextBody>(Assert.IsType<HttpStep>(plan.Load[0].Flow[0]).Body).Text, StringComparison.Ordinal);
        Assert.False(plan.Load[0].Http.Compression);
        Assert.Equal(["users", "host", "fast", "code"], plan.ChangedParameters);
    }

    [Theory]
    [InlineData("users", "abc", 8, "load.browse.users.count", "this must be a whole number (from parameter 'users')")]
    [InlineData("host", "shop.example", 4, "target", "this is not an absolute http or https address (from parameter 'host')")]
    [InlineData("length", "", 8, "load.browse.users.for", "this is not a duration (from parameter 'length')")]
    [InlineData("limit", "500", 14, "budgets[0]", "(from parameter 'limit')")]
    public void A_mistake_has_the_place_of_use_and_names_the_parameter(string name, string value, int line, string path, string message)
    {
        PlanProblem problem = OneProblem(Plan, Set((name, value)));
        Assert.Equal((line, path), (problem.Line, problem.Path));
        Assert.EndsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("usrs", "5", "the plan has no parameter 'usrs'; did you mean 'users'?", "users, host")]
    public void A_parameter_that_the_plan_does_not_have_is_named(string name, string value, string message, string allowed)
    {
        PlanProblem problem = OneProblem(With("parameters: { users: 1, host: a }"), Set((name, value)));
        Assert.Equal(("set", message, allowed), (problem.Path, problem.Message, problem.Allowed));
    }

    [Fact]
    public void A_placeholder_that_is_misspelt_brings_a_hint()
    {
        PlanProblem problem = PlanText.OneProblem(With("parameters: { shards: 1 }\nshards: '${shads}'"));
        Assert.Equal("this must be a whole number; did you mean the parameter 'shards'?", problem.Message);
    }

    [Fact]
    public void A_parameter_without_a_value_must_be_set_and_brings_no_other_problem()
    {
        string plan = Plan.Replace("host: https://shop.example", "host:", StringComparison.Ordinal)
            .Replace("users: 20", "users:", StringComparison.Ordinal);
        PlanProblem[] problems = [.. PlanParser.Parse(plan).Problems];
        Assert.Equal(["parameters.users", "parameters.host"], problems.Select(p => p.Path));
        Assert.Equal((3, "the parameter 'host' has no value"), (problems[1].Line, problems[1].Message));
        Assert.All(
            ["--set host=VALUE", "PERF_PARAM_HOST", "?set=host=VALUE", "profile", "default"],
            way => Assert.Contains(way, problems[1].Allowed, StringComparison.Ordinal));

        Assert.Equal("https://a.example", Valid(plan, Set(("host", "https://a.example"), ("users", "3"))).Target);
        PerfPlan open = Valid(plan, PlanSettings.Open);
        Assert.Equal(("shop", null), (open.Name, open.Target));
    }

    [Theory]
    [InlineData("variables: { users: 1 }", "", 8, "load.s.variables.users", "the variable 'users' has the name of the parameter on line 3")]
    [InlineData("variables: {}", ", capture: { users: $.n }", 9, "load.s.flow[0].do[0].capture.users", "the capture 'users' has the name of the parameter on line 3")]
    public void A_name_of_the_flow_that_is_a_parameter_too_is_refused_with_both_places(
        string variables, string capture, int line, string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem($$"""
            version: 1
            name: p
            parameters: { users: 1 }
            feeds: { rows: { csv: "a\n1" } }
            load:
              s:
                arrivals: { rate: 1/s, for: 1s }
                {{variables}}
                flow: [ { group: g, do: [ { get: /{{capture}} } ] } ]
            """);
        Assert.Equal((line, path, message), (problem.Line, problem.Path, problem.Message));
    }

    [Theory]
    [InlineData("parameters: { 9a: 1 }", "parameters.9a", "this is not a parameter name")]
    [InlineData("parameters: { a: [ 1 ] }", "parameters.a", "this must be a single value")]
    [InlineData("parameters: { a: 'x${b}' }", "parameters.a", "a parameter is put in as it is")]
    [InlineData("parameters: { a: '${secret(b)}' }", "parameters.a", "a parameter is put in as it is")]
    [InlineData("parameters: { a: 1, A: 2 }", "parameters.A", "the parameters 'a' and 'A' would share the environment variable PERF_PARAM_A")]
    [InlineData("parameters: { a: \"b\\tc\" }", "parameters.a", "the value contains a control character")]
    [InlineData("parameters: { a: x$ }\ntarget: 'https://${a}{pr}'", "target", "the value of the parameter 'a' ends with '$'")]
    [InlineData("parameters: { a: web }\npaths: [ '${a}/**' ]", "paths[0]", "'paths' is the same for all runs of a plan")]
    public void What_a_parameter_cannot_be_is_reported(string lines, string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem(With(lines));
        Assert.Equal(path, problem.Path);
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_are_bounded_each_and_together_and_what_they_make_of_the_plan_is_too()
    {
        Assert.Contains("1001 characters", PlanText.OneProblem(With($"parameters: {{ a: {new string('x', 1_001)} }}")).Message, StringComparison.Ordinal);
        string[] five = [.. "abcde".Select(name => $"{name}: {new string('x', 1_000)}")];
        Assert.Contains("5000 characters together", PlanText.OneProblem(With($"parameters: {{ {string.Join(", ", five)} }}")).Message, StringComparison.Ordinal);
        string uses = string.Concat(Enumerable.Repeat("${a}", 20_000));
        Assert.Contains("too many values", PlanText.OneProblem(With($"parameters: {{ {five[0]} }}\ntarget: '{uses}'")).Message, StringComparison.Ordinal);
    }

    private static string With(string lines) => PlanText.With(lines);

    private static PlanSettings Set(params (string Name, string Value)[] values) =>
        new() { Parameters = values.ToDictionary(v => v.Name, v => v.Value) };

    private static PerfPlan Valid(string text, PlanSettings settings)
    {
        PlanParseResult result = PlanParser.Parse(text, settings);
        Assert.True(result.IsValid, string.Join('\n', result.Problems));
        return result.Plan;
    }

    private static PlanProblem OneProblem(string text, PlanSettings settings) => Assert.Single(PlanParser.Parse(text, settings).Problems);
}
