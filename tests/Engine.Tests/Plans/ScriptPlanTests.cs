using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

/// <summary>JavaScript in a plan, as far as it is known without running it.</summary>
public class ScriptPlanTests
{
    [Fact]
    public void A_script_is_read_with_what_it_names_of_the_plan()
    {
        PerfPlan plan = PlanText.Valid(PlanText.WithScript(
            """
            const { page } = vars;
            vars.total = vars['page'] + vars.count++;
            [vars.first, , vars.other] = [1, 2];
            ({ a: vars.pattern, ...vars.rest } = { a: 1 });
            for (vars.key of [1]) { vars.order = vars.order || {}; vars.order.vars = 1; }
            check('is positive', vars.total > 0);
            if (response && feeds.accounts.email) { fail(`row ${page}`); }
            """,
            "function vat(price) { return price * 1.19; }",
            ["page", "count"]) + "\nfeeds: { accounts: { csv: \"email\\na\" } }");

        PlanScript script = Assert.IsType<ScriptStep>(plan.Load[0].Flow[0]).Script;
        Assert.Equal(["page", "total", "count", "first", "other", "pattern", "rest", "key", "order"], script.Variables);
        Assert.Equal(["count", "first", "key", "order", "other", "pattern", "rest", "total"], script.Assigned.Order());
        Assert.Equal([new FeedColumn("accounts", "email")], script.Columns);
        Assert.Equal(["is positive"], script.Checks);
        Assert.True(script.ReadsResponse);
        Assert.Equal((9, true), (script.Line, script.IsBlock));
        Assert.Equal("function vat(price) { return price * 1.19; }\n", plan.Load[0].Functions?.Source);
        Assert.Contains(ScenarioSeries.Of(plan.Load[0].Flow).All, s => s.Key == "check.is-positive");
        Assert.Equal(["accounts"], FeedNames.Of(plan.Load[0]));
    }

    [Fact]
    public void What_a_script_assigns_is_set_from_the_next_step_on()
    {
        PlanText.Valid(PlanText.WithFlow("- script: vars.total = 5\n- get: /${total}"));
        PlanText.Valid(PlanText.WithFlow("- script: 'vars.turns = (vars.turns || 0) + 1'\n- get: /"));
        PlanText.Valid(PlanText.WithFlow("- { if: 1 == 1, then: [ { script: vars.a = 1 } ] }\n- script: vars.b = vars.a ?? 2\n- get: /${b}"));
        Assert.Contains("captured by this step or a later one", PlanText.OneProblem(
            PlanText.WithFlow("- get: /${total}\n- script: vars.total = 5")).Message, StringComparison.Ordinal);
        Assert.Contains("on some paths to this step", PlanText.OneProblem(PlanText.WithFlow(
            "- { if: 1 == 1, then: [ { script: vars.a = 1 } ] }\n- get: /${a}")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("let a = 1;\nlet b = ;", 10, "column 9: unexpected token ';'", "let b = ;")]
    [InlineData("vars.total = vars.prise;", 9, "column 14: '${prise}' is neither in 'variables' nor captured in an earlier step; did you mean 'price'?", "vars.total = vars.prise;")]
    [InlineData("let a = 1;\n  use(vars);", 10, "column 7: 'vars' stands alone", "use(vars);")]
    [InlineData("vars[name] = 1;", 9, "column 1: 'vars' stands alone", "vars[name] = 1;")]
    [InlineData("function f(vars) { }", 9, "column 12: 'vars' stands alone", "function f(vars) { }")]
    [InlineData("vars['a b'] = 1;", 9, "column 1: 'a b' is not a variable name", "vars['a b'] = 1;")]
    [InlineData("check(name, true);", 9, "column 1: the name of a check must be a text in quotes", "check(name, true);")]
    [InlineData("check('--', true);", 9, "column 1: this is not the name of a check", "check('--', true);")]
    [InlineData("list.forEach(check);", 9, "column 14: 'check' is not called", "list.forEach(check);")]
    [InlineData("vars.a = feeds.accounts.email;", 9, "column 10: there is no feed 'accounts'", "vars.a = feeds.accounts.email;")]
    [InlineData("vars.a = feeds.accounts;", 9, "column 10: 'feeds' stands without a feed and its column", "vars.a = feeds.accounts;")]
    [InlineData("async function f() { await 1; }", 9, "column 1: a script is not asynchronous", "async function f() { await 1; }")]
    [InlineData("import('fs');", 9, "column 1: a script imports nothing", "import('fs');")]
    [InlineData("vars.a = 10n;", 9, "column 10: a script has no big integers", "vars.a = 10n;")]
    [InlineData("with (Math) { }", 9, "column 1: ", "with (Math) { }")]
    [InlineData("}); (function () {", 9, "column 1: unexpected token '}'", "}); (function () {")]
    [InlineData("/(/", 9, "column 3: invalid regular expression", "/(/")]
    public void A_mistake_is_reported_with_its_place(string script, int line, string message, string value)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithScript(script, variables: ["price"]));

        Assert.Equal(("load.s.flow[0].script", line, value), (problem.Path, problem.Line, problem.Value));
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_in_quotes_says_the_line_within()
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow("- script: \"let a;\\nlet b = ;\"\n- get: /"));

        Assert.Equal((8, "let b = ;"), (problem.Line, problem.Value));
        Assert.StartsWith("line 2, column 9: unexpected token", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("function f() { return vars.a; }", "column 23: functions have no 'vars'")]
    [InlineData("function f() { check('a', true); }", "column 16: functions have no 'check'")]
    [InlineData("function f( { }", "column 16: unexpected end of input")]
    public void Functions_take_what_they_need_as_arguments(string functions, string message)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithScript("vars.a = 1;", functions));

        Assert.Equal(("functions", 12), (problem.Path, problem.Line));
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- script: vars.a = 1", "sends no request")]
    [InlineData("- { script: vars.a = 1, name: a }\n- get: /", "'name' is not valid in a script")]
    [InlineData("- script: [ a ]\n- get: /", "must be a text")]
    [InlineData("- script:\n- get: /", "the value is missing")]
    public void A_wrong_step_is_one_problem(string flow, string message) =>
        Assert.Contains(message, PlanText.OneProblem(PlanText.WithFlow(flow)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[", "", "]")]
    [InlineData("!", "1", "")]
    [InlineData("1+", "1", "")]
    [InlineData("a.b?a:", "1", "")]
    [InlineData("a=", "1", "")]
    [InlineData("a=>", "1", "")]
    [InlineData("if(1)", ";", "")]
    [InlineData("{", "", "}")]
    [InlineData("`${", "1", "}`")]
    [InlineData("new ", "a", "")]
    public void A_script_that_is_nested_without_end_is_refused(string open, string middle, string close)
    {
        int levels = PlanLimits.ScriptLength / (open.Length + close.Length + 1);
        string script = string.Concat(Enumerable.Repeat(open, levels)) + middle + string.Concat(Enumerable.Repeat(close, levels));

        PlanProblem problem = PlanText.OneProblem(PlanText.WithScript(script));

        Assert.Contains("the script is nested too deeply", problem.Message, StringComparison.Ordinal);
    }

    // They leave no trace in the tree, so it depends on the stack whether they are refused.
    [Fact]
    public void Parentheses_without_end_do_not_exhaust_the_stack()
    {
        const int Levels = PlanLimits.ScriptLength / 3;
        string plan = PlanText.WithScript($"{new string('(', Levels)}1{new string(')', Levels)}");

        Assert.All(PlanParser.Parse(plan).Problems, p => Assert.Contains("the script is nested too deeply", p.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Parameters_are_not_put_into_code()
    {
        const string Parameters = "\nparameters: { limit: 'x`; fail()' }";
        PerfPlan plan = PlanText.Valid(PlanText.WithScript("vars.a = `${limit}`;", "const f = limit => `${limit}`;") + Parameters);
        Assert.Equal("vars.a = `${limit}`;\n", ((ScriptStep)plan.Load[0].Flow[0]).Script.Source);
        Assert.Equal("const f = limit => `${limit}`;\n", plan.Load[0].Functions?.Source);

        PlanProblem problem = PlanText.OneProblem(PlanText.WithScript("vars.limit = 1;") + Parameters);
        Assert.Contains("has the name of the parameter on line 11", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_distinguish_what_a_plan_measures() => Assert.NotEqual(
        PlanFingerprint.Of(PlanText.WithScript("vars.a = f();", "function f() { return 1; }")),
        PlanFingerprint.Of(PlanText.WithScript("vars.a = f();", "function f() { return 2; }")));
}
