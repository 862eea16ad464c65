using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

/// <summary>What a plan does before its load, and at the end.</summary>
public class FixturePlanTests
{
    [Fact]
    public void Setup_and_teardown_are_flows_and_the_scenarios_know_what_the_setup_captures()
    {
        PerfPlan plan = PlanText.Valid("""
            version: 1
            name: shop
            target: https://shop.example
            http: { headers: { x-run: a } }
            setup:
              - post: /tenants
                name: create
                json: { key: '${secret(admin)}' }
                capture: { token: $.token, tenant: $.id }
            teardown:
              - delete: /tenants/${tenant}
              - delete: https://other.example/tokens
                headers: { authorization: 'Bearer ${token}' }
            load:
              browse:
                users: { count: 1, for: 10s }
                http: { headers: { authorization: 'Bearer ${token}' } }
                once: [ { get: '/me/${tenant}' } ]
                flow: [ { get: / }, { if: tenant > 3, then: [ { get: '/${tenant}' } ] } ]
            """);

        Assert.Equal(("setup", "teardown"), (plan.Setup!.Name, plan.Teardown!.Name));
        Assert.Equal(["token", "tenant"], Fixture.CapturedBy(plan.Setup));
        Assert.Equal((FailureAction.End, FailureAction.Continue), (plan.Setup.OnFailure, plan.Teardown.OnFailure));
        Assert.Equal("a", plan.Setup.Http.Headers["x-run"]);
        Assert.Equal(["admin"], plan.Secrets);
        Assert.Equal(["teardown[1].delete"], PlanAddresses.Of(plan).Select(a => a.Path));
    }

    [Theory]
    [InlineData("setup: []", "setup", "the list is empty")]
    [InlineData("setup: [ { pause: 1s } ]", "setup", "the flow sends no request")]
    [InlineData("setup: [ { get: '/${token}' } ]", "setup[0].get", "'${token}' is neither in 'variables' nor captured in an earlier step")]
    [InlineData("teardown: [ { get: '/${token}' } ]", "teardown[0].get", "'${token}' is neither in 'variables' nor captured in an earlier step")]
    [InlineData(
        "setup: [ { get: /, capture: { page: $.a } } ]\nload: { a: { users: { count: 1, for: 9s }, variables: { page: 1 }, flow: [ get: / ] } }",
        "load.a.variables.page", "the variable 'page' has the name of what 'setup' captures on line 4")]
    [InlineData(
        "setup: [ { get: /, capture: { page: $.a } } ]\nload: { a: { users: { count: 1, for: 9s }, flow: [ { get: /, capture: { page: $.a } } ] } }",
        "load.a.flow[0].capture.page", "the capture 'page' has the name of what 'setup' captures on line 4")]
    [InlineData(
        "setup: [ { get: /, capture: { page: $.a } } ]\nteardown: [ { get: /, capture: { page: $.a } } ]",
        "teardown[0].capture.page", "the capture 'page' has the name of what 'setup' captures on line 4")]
    [InlineData("load: { setup: { users: { count: 1, for: 9s }, flow: [ get: / ] } }", "load.setup", "'setup' is reserved for the steps of that name in the plan")]
    [InlineData("pages: { teardown: { path: / } }", "pages.teardown", "'teardown' is reserved for the steps of that name in the plan")]
    [InlineData("parameters: { page: 1 }\nsetup: [ { get: /, capture: { page: $.a } } ]", "setup[0].capture.page", "the capture 'page' has the name of the parameter on line 4")]
    public void A_mistake_is_named_where_it_is(string part, string path, string message)
    {
        string rest = part.Contains("load:", StringComparison.Ordinal) || part.Contains("pages:", StringComparison.Ordinal) ? "" : "pages: { home: { path: / } }";
        PlanProblem problem = Assert.Single(PlanParser.Parse($"version: 1\nname: shop\ntarget: https://shop.example\n{part}\n{rest}").Problems);
        Assert.Equal(path, problem.Path);
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_captured_on_one_of_two_ways_is_not_set_in_the_scenarios()
    {
        PlanProblem problem = Assert.Single(PlanParser.Parse("""
            version: 1
            name: shop
            target: https://shop.example
            setup: [ { get: /, capture: { a: $.a } }, { if: a > 1, then: [ { get: /, capture: { b: $.b } } ] } ]
            load: { x: { users: { count: 1, for: 9s }, flow: [ get: '/${b}' ] } }
            """).Problems);
        Assert.StartsWith("'${b}' is neither in 'variables' nor captured", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_setup_is_part_of_what_is_measured_and_the_teardown_is_not()
    {
        const string Plan = "version: 1\nname: a\nload: { x: { users: { count: 1, for: 9s }, flow: [ get: / ] } }\n";
        string of = PlanFingerprint.Of(Plan);
        Assert.NotEqual(of, PlanFingerprint.Of(Plan + "setup: [ get: /a ]\n"));
        Assert.Equal(of, PlanFingerprint.Of(Plan + "teardown: [ get: /a ]\n"));
    }
}
