using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Values;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

public class FlowPlanTests
{
    [Theory]
    [InlineData("stock > 0")]
    [InlineData("${stock} > 1 and ${stock} < 30")]
    [InlineData("stock matches \"^[0-9]{2,}$\"")]
    public void A_condition_is_an_expression(string condition) => Assert.Equal(
        condition,
        Assert.IsType<IfStep>(Flow($"- if: '{condition}'\n  then: [ {{ get: / }} ]", "{ stock: 1 }")[0]).Condition.Source);

    [Theory]
    [InlineData("stok > 0", "'${stok}' is neither in 'variables' nor captured in an earlier step; did you mean 'stock'?")]
    [InlineData("stock == open", "'${open}' is neither in 'variables' nor captured in an earlier step")]
    [InlineData("stock > 1 AND stock < 30", "column 11: 'AND' is not expected here")]
    public void A_mistake_in_a_condition_is_one_problem(string condition, string message)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow($"- if: '{condition}'\n  then: [ {{ get: / }} ]", "{ stock: 1 }"));
        Assert.Equal("load.s.flow[0].if", problem.Path);
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
        Assert.Contains("a text stands in quotes", problem.Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_stand_inside_of_steps()
    {
        IReadOnlyList<FlowStep> flow = Flow("""
            - if: '${stock} > 0'
              then: [ { get: /a } ]
              else: [ { pause: 1s }, { get: /b } ]
            - repeat: 3
              do: [ { get: /c } ]
            - choose:
                - { weight: 3, do: [ { head: /d } ] }
                - { weight: 1, do: [ { patch: /e } ] }
            """, "{ stock: 1 }");
        IfStep branch = Assert.IsType<IfStep>(flow[0]);
        Assert.Equal((1, 2), (branch.Then.Count, branch.Else.Count));
        Assert.Equal((3, 1), (Assert.IsType<RepeatStep>(flow[1]).Times, ((RepeatStep)flow[1]).Do.Count));
        Assert.Equal([3, 1], Assert.IsType<ChooseStep>(flow[2]).Ways.Select(w => w.Weight));
        Assert.Equal(["HEAD", "PATCH"], ((ChooseStep)flow[2]).Ways.Select(w => ((HttpStep)w.Do[0]).Method));
    }

    [Fact]
    public void A_value_is_set_after_a_branch_only_when_every_way_captures_it()
    {
        string some = "- { if: '1 == 1', then: [ { get: /, capture: { id: $.id } } ]ELSE }\n- get: /${id}";
        PlanText.Valid(PlanText.WithFlow(some.Replace("ELSE", ", else: [ { get: /, capture: { id: $.x } } ]", StringComparison.Ordinal)));
        Assert.Contains("some paths", PlanText.OneProblem(PlanText.WithFlow(some.Replace("ELSE", "", StringComparison.Ordinal))).Message, StringComparison.Ordinal);

        PlanText.Valid(PlanText.WithFlow("- { repeat: 2, do: [ { get: /, capture: { id: $.id } } ] }\n- get: /${id}"));
        Assert.Contains("some paths", PlanText.OneProblem(PlanText.WithFlow(
            "- choose: [ { weight: 1, do: [ { get: /, capture: { id: $.id } } ] }, { weight: 1, do: [ { get: / } ] } ]\n- get: /${id}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_and_a_form_with_files_are_read()
    {
        IReadOnlyList<FlowStep> flow = Flow("""
            - post: /
              form: { a: '${b}', c: 1 }
            - post: /
              multipart: { title: 'x ${b}', photo: { file: a.jpg, type: image/jpeg, size: 1.5kB }, note: { text: '${b}', type: text/plain } }
            """, "{ b: 1 }");
        FormBody form = Assert.IsType<FormBody>(Assert.IsType<HttpStep>(flow[0]).Body);
        Assert.Equal([new("a", "${b}"), new("c", "1")], form.Fields);
        MultipartBody parts = Assert.IsType<MultipartBody>(Assert.IsType<HttpStep>(flow[1]).Body);
        Assert.Equal(
            [new BodyPart("title", "x ${b}"), new BodyPart("photo", "", "a.jpg", "image/jpeg", 1500), new BodyPart("note", "${b}", null, "text/plain")],
            parts.Parts);
    }

    [Fact]
    public void Checks_and_captures_of_all_kinds_are_read()
    {
        HttpStep step = Assert.IsType<HttpStep>(Flow(
            "- { get: /, expect: { headers: { Content-Type: json, etag: '' }, within: 500ms }, " +
            "capture: { id: '$.id', token: { regex: 'csrf=(\\w+)' }, next: { header: location } } }")[0]);
        Assert.Equal([new CompareTest(ComparisonOperator.Contains, "\"json\"")], step.Expect.Headers["content-type"]);
        Assert.Equal([new CompareTest(ComparisonOperator.Contains, "\"\"")], step.Expect.Headers["etag"]);
        Assert.Equal(TimeSpan.FromMilliseconds(500), step.Expect.Within);
        Assert.Equal(new PatternCapture("csrf=(\\w+)"), step.Captures["token"]);
        Assert.Equal(new HeaderCapture("location"), step.Captures["next"]);
    }

    [Theory]
    [InlineData("- { pause: 1s, timeout: 2s }", "timeout", "is not valid in a pause")]
    [InlineData("- { get: /, then: [ { get: / } ] }", "then", "is not valid in a request")]
    [InlineData("- { repeat: 0, do: [ { get: / } ] }", "repeat", "out of range")]
    [InlineData("- { repeat: 2, do: [] }", "do", "list is empty")]
    [InlineData("- { repeat: 2, get: / }", "", "2 actions: get, repeat")]
    [InlineData("- { choose: [ { weight: 1, do: [ { get: / } ] } ] }", "choose", "nothing to choose from")]
    [InlineData("- { choose: [ { do: [ { get: / } ] }, { weight: 1, do: [ { get: / } ] } ] }", "choose[0].weight", "missing")]
    [InlineData("- { if: '1 == 1', else: [ { get: / } ] }", "then", "missing")]
    [InlineData("- { head: /, body: x }", "body", "a head has no body")]
    [InlineData("- { head: /, capture: { a: $.x } }", "", "HEAD request has no body")]
    [InlineData("- { post: /, form: {} }", "form", "it is empty")]
    [InlineData("- { post: /, form: { a: 1 }, multipart: { b: 2 } }", "multipart", "both 'form' and 'multipart'")]
    [InlineData("- { post: /, multipart: { a: { type: text/plain } } }", "multipart.a", "content of the part is missing")]
    [InlineData("- { post: /, multipart: { a: { size: 5 } } }", "multipart.a.size", "say '5kB'")]
    [InlineData("- { post: /, multipart: { a: { size: 1GB } } }", "multipart.a.size", "out of range")]
    [InlineData("- { post: /, multipart: { a: { size: 1kB, type: jpeg } } }", "multipart.a.type", "not a content type")]
    [InlineData("- { post: /, multipart: { a: { size: 1kB, type: image /jpeg } } }", "multipart.a.type", "not a content type")]
    [InlineData("- { post: /, multipart: { a: { size: 1kB, file: 'a\"b' } } }", "multipart.a.file", "not a file name")]
    [InlineData("- { post: /, multipart: { a: b }, headers: { content-type: x/y } }", "headers", "content type of a form")]
    [InlineData("- { get: /, expect: { within: 500 } }", "expect.within", "say '500s'")]
    [InlineData("- { get: /, expect: { headers: { 'a:': x } } }", "expect.headers.a:", "not a header name")]
    [InlineData("- { get: /, capture: { a: { regex: '(x' } } }", "capture.a.regex", "not a usable regular expression")]
    [InlineData("- { get: /, capture: { a: { regex: '(x)\\1' } } }", "capture.a.regex", "not a usable regular expression")]
    [InlineData("- { get: /, capture: { a: { header: '' } } }", "capture.a.header", "not a header name")]
    [InlineData("- { get: /, capture: { a: { heder: x } } }", "capture.a.heder", "did you mean 'header'")]
    [InlineData("- { get: /, capture: { a: {} } }", "capture.a", "source of the value is missing")]
    public void A_wrong_step_is_one_problem(string step, string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow(step));
        Assert.Equal(path.Length == 0 ? "load.s.flow[0]" : "load.s.flow[0]." + path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_nest_five_levels_deep_and_two_hundred_are_enough()
    {
        PlanText.Valid(PlanText.WithFlow(Nested(5)));
        Assert.Contains("nested too deeply", PlanText.OneProblem(PlanText.WithFlow(Nested(6))).Message, StringComparison.Ordinal);

        string many = $"- {{ repeat: 1, do: [ {string.Join(", ", Enumerable.Repeat("{ get: / }", 199))} ] }}";
        PlanText.Valid(PlanText.WithFlow(many));
        Assert.Contains("201 steps", PlanText.OneProblem(PlanText.WithFlow(many + "\n- get: /")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pauses_inside_of_steps_send_nothing_either() => Assert.Contains(
        "sends no request", PlanText.OneProblem(PlanText.WithFlow("- { repeat: 2, do: [ { pause: 1s } ] }")).Message, StringComparison.Ordinal);

    private static string Nested(int levels) =>
        "- " + string.Concat(Enumerable.Repeat("{ repeat: 1, do: [ ", levels - 1)) + "{ get: / }" + string.Concat(Enumerable.Repeat(" ] }", levels - 1));

    private static IReadOnlyList<FlowStep> Flow(string steps, string variables = "{}") =>
        PlanText.Valid(PlanText.WithFlow(steps, variables)).Load[0].Flow;
}
