using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

public class TemplatePlanTests
{
    [Theory]
    [InlineData("uuid()")]
    [InlineData("random(1, 100)")]
    [InlineData("random(-5,-5)")]
    [InlineData("now()")]
    [InlineData("now(unix)")]
    [InlineData("now( ms )")]
    [InlineData("iteration()")]
    [InlineData("user()")]
    public void A_function_may_stand_in_a_path(string call) => PlanText.Valid(PlanText.WithFlow($"- get: '/${{{call}}}'"));

    [Theory]
    [InlineData("uid()", "did you mean 'uuid'")]
    [InlineData("env(HOME)", "there is no function 'env'")]
    [InlineData("uuid(4)", "wrong arguments")]
    [InlineData("random()", "wrong arguments")]
    [InlineData("random(1)", "wrong arguments")]
    [InlineData("random(9, 1)", "wrong arguments")]
    [InlineData("random(1, 2.5)", "wrong arguments")]
    [InlineData("random(0, 99999999999999999999)", "wrong arguments")]
    [InlineData("now(iso)", "wrong arguments")]
    [InlineData("secret()", "wrong arguments", "post: /\n  body: ")]
    [InlineData("secret(a-b)", "wrong arguments", "post: /\n  body: ")]
    public void A_wrong_call_is_one_problem(string call, string message, string place = "get: ") => Assert.Contains(
        message,
        PlanText.OneProblem(PlanText.WithFlow($"- {place}'/${{{call}}}'")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("- { get: '/?key=${secret(k)}' }")]
    [InlineData("- { if: '${secret(k)} == a', then: [ { get: / } ] }")]
    public void A_secret_does_not_go_where_it_would_be_logged(string step) =>
        Assert.Contains("logged", PlanText.OneProblem(PlanText.WithFlow(step)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_plan_knows_the_names_of_its_secrets_each_once()
    {
        PerfPlan plan = PlanText.Valid(PlanText.WithFlow("""
            - { post: /, headers: { a: '${secret(key)}' }, json: { b: '${secret(other)}' } }
            - { post: /, form: { a: '${secret(key)}' } }
            - { post: /, multipart: { a: '${secret(third)}' } }
            """) + "\nhttp: { auth: { bearer: '${secret(token)}' } }");
        Assert.Equal(["token", "key", "other", "third"], plan.Secrets);
    }

    [Fact]
    public void What_is_made_once_a_shard_takes_nothing_that_differs_by_iteration()
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow("- get: /") +
            "\nhttp: { auth: { oauth: { token: https://id.example/t, client: '${user()}', secret: s } } }");
        Assert.Equal("http.auth.oauth.client", problem.Path);
        Assert.Contains("differs from one iteration to the next", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_for_all_know_no_variables_and_those_of_a_scenario_know_its_own()
    {
        Assert.Contains("not set before the first step",
            PlanText.OneProblem(PlanText.WithFlow("- get: /", "{ who: anna }") + "\nhttp: { headers: { a: '${who}' } }").Message,
            StringComparison.Ordinal);
        PlanText.Valid(PlanText.WithFlow("- get: /", "{ who: anna }").Replace("    flow:", "    http: { headers: { a: '${who}' } }\n    flow:", StringComparison.Ordinal));
    }
}
