using System.Text.Json;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

public class JsonPlanTests
{
    [Fact]
    public void A_plan_may_be_json_and_its_strings_survive_exactly()
    {
        string odd = "é / \t \u0085 \u2028 😀 \" \\ # : {";
        string json = $$"""
            {
            	"version": 1,
            	"name": "p",
            	"load": { "s": {
            		"users": { "count": 1, "for": "1s" },
            		"flow": [ { "post": "\/x\u00e9", "json": { "t": "\u00e9 \/ \t \u0085 \u2028 \ud83d\ude00 \" \\ # : {", "u": {{JsonSerializer.Serialize(odd)}} } } ]
            	} }
            }
            """;

        HttpStep step = Assert.IsType<HttpStep>(PlanText.Valid(json).Load[0].Flow[0]);
        using JsonDocument body = JsonDocument.Parse(TextOf(step));
        Assert.Equal("/xé", step.Path);
        Assert.Equal(odd, body.RootElement.GetProperty("t").GetString());
        Assert.Equal(odd, body.RootElement.GetProperty("u").GetString());
    }

    [Fact]
    public void Raw_line_separators_in_json_strings_survive_too()
    {
        string json = "{\"version\":1,\"name\":\"p\",\"load\":{\"s\":{\"users\":{\"count\":1,\"for\":\"1s\"},\"flow\":[{\"post\":\"/\",\"body\":\"a\u0085b\u2028c\"}]}}}";
        Assert.Equal("a\u0085b\u2028c", TextOf(Assert.IsType<HttpStep>(PlanText.Valid(json).Load[0].Flow[0])));
    }

    [Fact]
    public void Problems_in_json_have_lines_and_paths()
    {
        PlanParseResult result = PlanParser.Parse("{ \"version\": 1,\n\"name\": \"p\",\n\"name\": \"q\",\n\"pages\": { \"a\": {\n\"path\": 5 } } }");
        Assert.Equal([("name", 3), ("pages.a.path", 5)], result.Problems.Select(p => (p.Path, p.Line)));
    }

    [Fact]
    public void A_body_keeps_the_types_of_its_values()
    {
        string flow = """
            - post: /
              json:
                whole: 5
                long: 12345678901234567890123
                part: -1.50
                signed: +7
                octal: 0o17
                hex: 0xfF
                short: .5
                zeros: 007
                yes: true
                none: null
                empty:
                quoted: '5'
                word: yes
                text: 1.2.3
                version: !!str 5
                list: [1, a, ~, {}]
            """;
        HttpStep step = Assert.IsType<HttpStep>(PlanText.Valid(PlanText.WithFlow(flow)).Load[0].Flow[0]);

        Assert.Equal(
            """{"whole":5,"long":12345678901234567890123,"part":-1.50,"signed":7,"octal":15,"hex":255,"short":0.5,"zeros":7,"yes":true,"none":null,"empty":null,"quoted":"5","word":"yes","text":"1.2.3","version":"5","list":[1,"a",null,{}]}""",
            TextOf(step));
    }

    [Fact]
    public void Steps_read_their_other_parts()
    {
        HttpStep step = Assert.IsType<HttpStep>(PlanText.Valid(PlanText.WithFlow("""
            - put: https://other.example/x
              headers: { X-One: 1, Accept: text/html }
              body: 'a ${who} $${x}'
              expect: { status: [200, 201] }
              timeout: 1m30s
            """, "{ who: anna }")).Load[0].Flow[0]);

        Assert.Equal("1", step.Headers["x-one"]);
        Assert.Equal(("PUT", new TextBody("a ${who} $${x}", IsJson: false)), (step.Method, step.Body));
        Assert.Equal([new StatusRange(200, 200), new StatusRange(201, 201)], step.Expect.Status);
        Assert.Equal(TimeSpan.FromSeconds(90), step.Timeout);
    }

    [Theory]
    [InlineData("arrivals: { rate: 1/s, for: 1s }", 100)]
    [InlineData("arrivals: { from: 10/s, to: 200.05/s, over: 1m }", 2001)]
    [InlineData("arrivals: { rate: 90000/s, for: 1s }", 20_000)]
    [InlineData("{ arrivals: [ { rate: 600/m, for: 1s }, { from: 10/s, to: 50/s, over: 1s } ], inFlight: 7, flow: [ { get: / } ] }", 7)]
    public void The_iterations_in_flight_follow_the_peak_rate_unless_said(string model, int inFlight)
    {
        string text = model[0] == '{' ? $"version: 1\nname: p\nload: {{ s: {model} }}" : PlanText.WithModel(model);
        Assert.Equal(inFlight, Assert.IsType<ArrivalModel>(PlanText.Valid(text).Load[0].Model).InFlight);
    }

    private static string TextOf(HttpStep step) => Assert.IsType<TextBody>(step.Body).Text;
}
