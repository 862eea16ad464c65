using PerfFunctions.Engine.JsonPaths;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Values;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

/// <summary>What a step takes from a response, and what it expects of it.</summary>
public class ResponsePlanTests
{
    [Fact]
    public void Values_are_taken_from_all_parts_of_a_response()
    {
        IReadOnlyDictionary<string, Capture> captures = StepOf("""
            capture:
                a: { json: '$.items[?@.price < 10].id', pick: random }
                b: { css: h1, default: 5 }
                c: { css: a, attribute: href, pick: all }
                d: { cookie: sid }
                e: { from: time }
                f: { between: [ '<', '>' ], pick: count }
            """).Captures;

        Assert.Equal(new JsonCapture(JsonPath.Parse("$.items[?@.price < 10].id")) { Pick = CapturePick.Random }, captures["a"]);
        Assert.Equal(new CssCapture("h1", null) { Default = Value.Of(5) }, captures["b"]);
        Assert.Equal(new CssCapture("a", "href") { Pick = CapturePick.All }, captures["c"]);
        Assert.Equal(new CookieCapture("sid"), captures["d"]);
        Assert.Equal(new PartCapture(ResponsePart.Time), captures["e"]);
        Assert.Equal(new BetweenCapture("<", ">") { Pick = CapturePick.Count }, captures["f"]);
    }

    [Fact]
    public void An_expectation_tests_body_values_headers_and_size_and_says_so()
    {
        HttpStep step = StepOf("""
            expect:
                body: { contains: OK, not: error, matches: '^[a-z]' }
                json: { $.state: OK, $.n: 5, '$.items[*]': { count: '>= 2' }, $.none: { exists: false }, $.o: { equals: { a: [ 1 ] } } }
                headers: { etag: { exists: true } }
                size: '< 2kB'
            """);

        Assert.Equal(
            "a status below 400; body not with 'error' and with 'OK' and matching '^[a-z]'; $.state == 'OK'; $.n == 5; " +
            """$.items[*] count >= 2; $.none not there; $.o == {"a":[1]}; header etag there; size < 2kB""",
            ExpectedText.Of(step));
    }

    [Theory]
    [InlineData("capture: { a: { css: 'a[', pick: first } }", "capture.a.css", "this is not a CSS selector")]
    [InlineData("capture: { a: { header: x, attribute: b } }", "capture.a", "'attribute' goes with 'css' alone")]
    [InlineData("capture: { a: { pick: all } }", "capture.a", "the source of the value is missing")]
    [InlineData("capture: { a: { between: [ a ] } }", "capture.a.between", "this must be a list of two texts")]
    [InlineData("capture: { a: { from: state } }", "capture.a.from", "'state' is not one of the choices")]
    [InlineData("capture: { a: { json: '$.items[?@.x <]' } }", "capture.a.json", "this is not a JSON path")]
    [InlineData("expect: { json: { state: OK } }", "expect.json.state", "this is not a JSON path")]
    [InlineData("expect: { json: { $.a: { count: many } } }", "expect.json.$.a.count", "this is not a limit")]
    [InlineData("expect: { json: { $.a: {} } }", "expect.json.$.a", "the test is empty")]
    [InlineData("expect: { json: { $.a: '${b}' } }", "expect.json.$.a", "'${b}' is neither in 'variables' nor captured")]
    [InlineData("expect: { size: '<> 5kB' }", "expect.size", "this is not a limit")]
    [InlineData("expect: { body: { matches: '(' } }", "expect.body.matches", "this is not a usable regular expression")]
    [InlineData("query: { a: '${b}' }", "query.a", "'${b}' is neither in 'variables' nor captured")]
    public void A_mistake_is_one_problem(string key, string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow($"- {{ get: /, {key} }}"));
        Assert.Equal($"load.s.flow[0].{path}", problem.Path.Replace("['", ".", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal));
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    private static HttpStep StepOf(string keys) =>
        Assert.IsType<HttpStep>(PlanText.Valid(PlanText.WithFlow($"- get: /\n  {keys.ReplaceLineEndings("\n  ")}")).Load[0].Flow[0]);
}
