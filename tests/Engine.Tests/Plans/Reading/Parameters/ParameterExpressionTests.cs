using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans.Reading.Parameters;

public class ParameterExpressionTests
{
    [Fact]
    public void An_expression_of_parameters_stands_wherever_a_value_does()
    {
        PerfPlan plan = PlanText.Valid("""
            version: 1
            name: shop
            parameters: { users: 20, region: eu }
            target: https://shop.example
            load:
              browse:
                users: { count: '${users * 2}', for: '${users + 10}s' }
                http: { headers: { x-user: '${base64(region)}' } }
                flow:
                  - post: /${users * page}
                    json: { half: '${users / 2}', by: '${users * user()}' }
                variables: { page: 1 }
            pages: { home: { path: '/${users - 1}', headers: { x: '${hex(region)}' } } }
            """);
        Scenario browse = plan.Load[0];
        HttpStep step = Assert.IsType<HttpStep>(browse.Flow[0]);
        Assert.Equal((40, TimeSpan.FromSeconds(30)), (Assert.IsType<UserModel>(browse.Model).Peak, plan.LoadDuration));
        Assert.Equal("ZXU=", browse.Http.Headers["x-user"]);
        Assert.Equal(("/19", "6575"), (plan.Pages[0].Path, plan.Pages[0].Conditions.Headers["x"]));
        Assert.Equal("/${users * page}", step.Path);
        Assert.Equal("""{"half":10,"by":"${users * user()}"}""", Assert.IsType<TextBody>(step.Body).Text);
    }

    [Fact]
    public void In_a_condition_a_parameter_is_a_name_like_others()
    {
        PerfPlan plan = PlanText.Valid("""
            version: 1
            name: shop
            parameters: { region: eu, ids: 3 }
            target: https://shop.example
            load:
              browse:
                users: { count: 1, for: 10s }
                flow:
                  - if: region == 'eu' and ${ids} > 2
                    then: [ get: / ]
                  - each: { in: 'range(1, ids)', as: id, do: [ get: '/${id}' ] }
            """);
        Assert.Equal("region == 'eu' and ${ids} > 2", Assert.IsType<IfStep>(plan.Load[0].Flow[0]).Condition.Source);
    }

    [Theory]
    [InlineData("once: [ { get: /, capture: { n: $.n } } ]", "load.a.once[0].capture.n")]
    [InlineData("flow: [ { each: { in: 'range(1, 2)', as: n, do: [ get: / ] } } ]", "load.a.flow[0].each.as")]
    [InlineData("flow: [ { poll: { until: 'true', do: [ { get: /, capture: { n: $.n } } ] } } ]", "load.a.flow[0].poll.do[0].capture.n")]
    [InlineData("flow: [ { retry: { do: [ { get: /, capture: { n: $.n } } ] } } ]", "load.a.flow[0].retry.do[0].capture.n")]
    [InlineData("flow: [ { while: 'true', do: [ { get: /, capture: { n: $.n } } ] } ]", "load.a.flow[0].do[0].capture.n")]
    [InlineData("flow: [ { parallel: [ { get: /, capture: { n: $.n } } ] } ]", "load.a.flow[0].parallel[0].capture.n")]
    public void Nothing_in_a_flow_has_the_name_of_a_parameter(string flow, string path)
    {
        string rest = flow.StartsWith("flow", StringComparison.Ordinal) ? "" : ", flow: [ get: / ]";
        PlanProblem problem = OneProblem($"load: {{ a: {{ users: {{ count: 1, for: 10s }}, {flow}{rest} }} }}");
        Assert.Equal(path, problem.Path);
        Assert.Contains("has the name of the parameter on line 3", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expression_without_a_value_is_a_problem_where_it_stands()
    {
        PlanProblem problem = OneProblem("load: { a: { users: { count: '${n * region}', for: 10s }, flow: [ get: / ] } }");
        Assert.Equal(("load.a.users.count", "'n * region' has no value: '*' needs two numbers"), (problem.Path, problem.Message));
    }

    private static PlanProblem OneProblem(string load) => Assert.Single(PlanParser.Parse($$"""
        version: 1
        name: shop
        parameters: { n: 1, region: eu }
        target: https://shop.example
        {{load}}
        """).Problems);
}
