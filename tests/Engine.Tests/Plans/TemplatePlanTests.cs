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
    [InlineData("now('unix')")]
    [InlineData("now('ms')")]
    [InlineData("now('yyyy-MM-dd HH:mm:ss.fff')")]
    [InlineData("now('d')")]
    [InlineData("now('+1d')")]
    [InlineData("now('-3650d', 'unix')")]
    [InlineData("now('+90m', 'ddd/MMM yy T hh:mm tt Z')")]
    [InlineData("randomText(1)")]
    [InlineData("randomText(1000)")]
    [InlineData("randomItem('a', 'b c', 3)")]
    [InlineData("iteration()")]
    [InlineData("user()")]
    public void A_function_may_stand_in_a_path(string call) => PlanText.Valid(PlanText.WithFlow($"- get: \"/${{{call}}}\""));

    [Theory]
    [InlineData("uid()", "did you mean 'uuid'")]
    [InlineData("env(1)", "there is no function 'env'")]
    [InlineData("uuid(4)", "wrong arguments")]
    [InlineData("random()", "wrong arguments")]
    [InlineData("random(1)", "wrong arguments")]
    [InlineData("random(9, 1)", "wrong arguments")]
    [InlineData("random(1, 2.5)", "wrong arguments")]
    [InlineData("random(0, 99999999999999999999)", "wrong arguments")]
    [InlineData("now('iso')", "wrong arguments")]
    [InlineData("now('YYYY-MM-DD')", "wrong arguments")]
    [InlineData("now('yyyyy')", "wrong arguments")]
    [InlineData("now('yyyy at')", "wrong arguments")]
    [InlineData("now('zzz')", "wrong arguments")]
    [InlineData("now('-')", "wrong arguments")]
    [InlineData("now('+d')", "wrong arguments")]
    [InlineData("now('+1w')", "wrong arguments")]
    [InlineData("now('+-1d')", "wrong arguments")]
    [InlineData("now('+1.5d')", "wrong arguments")]
    [InlineData("now('+3651d')", "wrong arguments")]
    [InlineData("now('yyyy', '+1d')", "wrong arguments")]
    [InlineData("now('+1d', 'unix', 'ms')", "wrong arguments")]
    [InlineData("randomText()", "wrong arguments")]
    [InlineData("randomText(0)", "wrong arguments")]
    [InlineData("randomText(1001)", "wrong arguments")]
    [InlineData("randomItem()", "wrong arguments")]
    [InlineData("randomItem('a')", "wrong arguments")]
    [InlineData("randomItem(1,,2)", "',' is not expected here")]
    [InlineData("base64()", "wrong arguments")]
    [InlineData("base64(1, 2)", "wrong arguments")]
    [InlineData("hex(1 2)", "'2' is not expected here")]
    [InlineData("urlencode(1)", "did you mean 'urlEncode'")]
    [InlineData("sha256(missing)", "'${missing}' is neither in 'variables' nor captured")]
    [InlineData("sha256(feed.column)", "there is no feed 'feed'")]
    [InlineData("hmac(1)", "wrong arguments")]
    [InlineData("secret()", "wrong arguments", "post: /\n  body: ")]
    [InlineData("secret(a-b)", "wrong arguments", "post: /\n  body: ")]
    public void A_wrong_call_is_one_problem(string call, string message, string place = "get: ") => Assert.Contains(
        message,
        PlanText.OneProblem(PlanText.WithFlow($"- {place}\"/${{{call}}}\"")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("1, 2, 3, 4")]
    [InlineData("1, 'key', 'base32'")]
    public void A_wrong_signature_is_one_problem(string arguments) => Assert.Contains(
        "hmac(value, secret(KEY))",
        PlanText.OneProblem(PlanText.WithFlow($"- get: \"/${{hmac({arguments})}}\"")).Allowed,
        StringComparison.Ordinal);

    [Fact]
    public void The_key_of_a_signature_is_a_secret_of_the_plan() => Assert.Equal(
        ["key", "other"],
        PlanText.Valid(PlanText.WithFlow("- get: \"/?a=${hmac(v, secret(key))}&b=${hmac(v, secret(other), 'base64')}\"", "{ v: 1 }")).Secrets);

    [Theory]
    [InlineData("- { get: '/?key=${secret(k)}' }")]
    [InlineData("- { if: 'secret(k) == 1', then: [ { get: / } ] }")]
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
