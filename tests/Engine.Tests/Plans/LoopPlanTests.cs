using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

/// <summary>Steps that do others several times, or at once.</summary>
public class LoopPlanTests
{
    private const string Ids = "{ get: /, capture: { ids: $.ids } }";

    [Fact]
    public void Loops_are_read_with_their_limits()
    {
        IReadOnlyList<FlowStep> flow = PlanText.Valid(PlanText.WithFlow($$$"""
            - {{{Ids}}}
            - each: { in: ids, as: id, do: [ { get: '/${id}' } ] }
            - { while: 'ids[0] == 1', max: 7, do: [ { get: / } ] }
            - poll: { until: state == 'done', every: 2s, max: 9, do: [ { get: /, capture: { state: $.state } } ] }
            - retry: { do: [ { get: / } ] }
            - { parallel: [ { get: /a }, { group: b, do: [ { get: /b } ] } ], name: assets }
            """)).Load[0].Flow;

        EachStep each = Assert.IsType<EachStep>(flow[1]);
        Assert.Equal(("ids", "id", 100), (each.In.Source, each.As, each.Max));
        Assert.Equal(7, Assert.IsType<WhileStep>(flow[2]).Max);
        PollStep poll = Assert.IsType<PollStep>(flow[3]);
        Assert.Equal(("state == 'done'", TimeSpan.FromSeconds(2), 9), (poll.Until.Source, poll.Every, poll.Max));
        RetryStep retry = Assert.IsType<RetryStep>(flow[4]);
        Assert.Equal((3, TimeSpan.FromSeconds(1)), (retry.Max, retry.Every));
        ParallelStep parallel = Assert.IsType<ParallelStep>(flow[5]);
        Assert.Equal(("assets", 2), (parallel.Name, parallel.Do.Count));
        Assert.Equal(["group.assets", "group.b"], ScenarioSeries.Of(flow).All.Where(s => s.Key.StartsWith("group.", StringComparison.Ordinal)).Select(s => s.Key));
    }

    [Theory]
    [InlineData("- each: { as: id, do: [ { get: / } ] }", "[0].each.in", "missing")]
    [InlineData("- each: { in: 'range(1, 2)', do: [ { get: / } ] }", "[0].each.as", "missing")]
    [InlineData("- each: { in: 'range(1, 2)', as: 'a b', do: [ { get: / } ] }", "[0].each.as", "not a variable name")]
    [InlineData("- each: { in: 'range(1, 2)', as: id }", "[0].each.do", "missing")]
    [InlineData("- each: { in: 'range(1, 2)', as: id, most: 3, do: [ { get: / } ] }", "[0].each.most", "unknown key 'most'")]
    [InlineData("- each: { in: ids, as: id, do: [ { get: / } ] }", "[0].each.in", "'${ids}' is neither in 'variables' nor captured")]
    [InlineData("- { while: 1 == 1, max: 0, do: [ { get: / } ] }", "[0].max", "out of range")]
    [InlineData("- poll: { until: state == 1, do: [ { get: / } ] }", "[0].poll.until", "'${state}' is neither")]
    [InlineData("- retry: { every: 1s, do: [] }", "[0].retry.do", "list is empty")]
    [InlineData("- { parallel: { get: / } }", "[0].parallel", "must be a list")]
    [InlineData("- { parallel: [ { pause: 1s } ] }", "", "sends no request")]
    [InlineData("- { parallel: [ { get: /, capture: { id: $.id } }, { get: '/${id}' } ] }", "[0].parallel[1].get", "captured by this step or a later one")]
    public void A_wrong_loop_is_one_problem(string step, string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow(step));
        Assert.Equal($"load.s.flow{path}", problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_loop_captures_is_set_after_it_if_it_is_done_at_least_once()
    {
        PlanText.Valid(PlanText.WithFlow("- retry: { do: [ { get: /, capture: { id: $.id } } ] }\n- get: /${id}"));
        PlanText.Valid(PlanText.WithFlow("- { parallel: [ { get: /, capture: { id: $.id } }, { get: / } ] }\n- get: /${id}"));
        Assert.Contains("some paths", PlanText.OneProblem(PlanText.WithFlow(
            "- each: { in: 'range(1, 3)', as: i, do: [ { get: /, capture: { id: $.id } } ] }\n- get: /${id}")).Message, StringComparison.Ordinal);
        Assert.Contains("neither in 'variables'", PlanText.OneProblem(PlanText.WithFlow(
            "- each: { in: 'range(1, 3)', as: i, do: [ { get: / } ] }\n- get: /${i}")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- set: {}\n- get: /", "set", "it is empty")]
    [InlineData("- set: { a-b: 1 }\n- get: /", "set.a-b", "this is not a variable name")]
    [InlineData("- set: { a: '${b}', b: 1 }\n- get: /", "set.a", "'${b}' is captured by this step or a later one")]
    [InlineData("- set: { a: '${secret(k)}' }\n- get: /", "set.a", "a secret here would be logged")]
    [InlineData("- { request: 'mkcol /a' }", "request", "this is not a method and a path")]
    [InlineData("- { request: 'CONNECT /a' }", "request", "this is not a method and a path")]
    [InlineData("- { post: /, body: { base64: 'a!' } }", "body.base64", "this is not Base64")]
    public void A_wrong_value_is_one_problem(string flow, string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow(flow));
        Assert.Equal($"load.s.flow[0].{path}", problem.Path);
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_is_not_filled_in_and_says_what_is()
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow("- get: /", "{ id: '${uuid()}' }"));
        Assert.Equal("load.s.variables.id", problem.Path);
        Assert.Contains("set: { id: '${uuid()}' }", problem.Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_captured_once_is_set_in_every_iteration()
    {
        Scenario scenario = PlanText.Valid(Once("users: { count: 1, for: 1m }")).Load[0];

        Assert.Equal((1, TimeSpan.FromSeconds(10)), (scenario.Once.Count, scenario.Pace));
        Assert.Equal(new PauseStep(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)), scenario.PauseBetween);
        Assert.Equal(["request.login", "request.cart"], ScenarioSeries.Of(scenario.Steps).Requests.Select(r => r.Key));
    }

    [Fact]
    public void Arrivals_have_no_pace() => Assert.Equal(
        "load.s.pace", PlanText.OneProblem(Once("arrivals: { rate: 1/s, for: 1m }")).Path);

    [Theory]
    [InlineData("users: { count: 1, for: 1m }\n    rampUp: 1s", "rampUp", "'rampUp' is for users with a fixed number of iterations")]
    [InlineData("users: { count: 1, iterations: 2, for: 1m }\n    rampUp: 2m", "rampUp", "the last users start after the end")]
    [InlineData("arrivals: { rate: 1/s, for: 1m }\n    requests: 5/s", "requests", "arrivals have a rate of their own")]
    [InlineData("users: { count: 1, for: 1m }\n    requests: 0/s", "requests", "the rate is 0")]
    public void What_does_not_fit_the_model_is_one_problem(string model, string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem($"version: 1\nname: p\ntarget: https://shop.example\nload:\n  s:\n    {model}\n    flow: [ {{ get: / }} ]");
        Assert.EndsWith($".{path}", problem.Path, StringComparison.Ordinal);
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    private static string Once(string model) => $$"""
        version: 1
        name: p
        target: https://shop.example
        load:
          s:
            {{model}}
            pace: 10s
            pauseBetween: 1s to 2s
            once: [ { post: /login, name: login, capture: { token: $.token } } ]
            flow: [ { get: '/cart?t=${token}', name: cart } ]
        """;
}
