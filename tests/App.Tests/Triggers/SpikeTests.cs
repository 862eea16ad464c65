using PerfFunctions.Api;
using PerfFunctions.App.Triggers;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.Tests.Triggers;

public sealed class SpikeTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task Three_bad_fields_are_three_errors()
    {
        Answer answer = await fixture.SendAsync("POST", "/api/spike", """{ "target": "shop", "rate": "many", "for": "1 day" }""");
        Assert.Equal(["target", "rate", "for"], answer.Errors().Select(e => e.GetProperty("field").GetString()));
    }

    [Theory]
    [InlineData("{}", 3)]
    [InlineData("null", 3)]
    [InlineData("", 1)]
    [InlineData("rate: 5", 1)]
    [InlineData("""{ "rate": 5 }""", 1)]
    public async Task What_is_no_spike_is_refused(string body, int errors) =>
        Assert.Equal(errors, (await fixture.SendAsync("POST", "/api/spike", body)).Errors().Length);

    [Theory]
    [InlineData("https://shop.example", "200/s", "30s", "/")]
    [InlineData("https://shop.example/it's?q='a''b'", "200/s", "30s", "/it's?q='a''b'")]
    [InlineData("https://shop.example/a%20b%27?x=%7B%23&y=1#part", "0.5/s", "1m 30s", "/a%20b%27?x=%7B%23&y=1")]
    [InlineData("https://shop.example/${id}/$${x}", "33.333/s", "1500ms", "/$%7Bid%7D/$$%7Bx%7D")]
    [InlineData("http://[::1]:8080/a: b #c", "10/h", " 2s ", "/a:%20b%20")]
    [InlineData("HTTPS://Shop.Example:443/ü?: {}", "7 / s", "1h", null)]
    [InlineData("https://shop.example", "0.000001/s", "1s", "/")]
    public void A_spike_without_problems_is_a_valid_plan_of_that_path(string target, string rate, string length, string? path)
    {
        var spike = new SpikeRequest(target, rate, length);
        if (SpikePlan.Problems(spike).Count > 0)
        {
            Assert.Null(path);
            return;
        }

        PlanParseResult parsed = PlanParser.Parse(SpikePlan.Text(spike));
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
        var model = (ArrivalModel)Assert.Single(parsed.Plan.Load).Model;
        Assert.All(model.Stages, s => Assert.True(Math.Max(s.From, s.To) <= model.Stages[2].From, "nothing is above the spike"));
    }

    [Theory]
    [InlineData("https://shop.example", "100000/s", "20h")]
    [InlineData("https://shop.example", "1/s", "24h")]
    [InlineData("https://shop.example", "0/s", "1s")]
    [InlineData("https://shop.example", "1/s", "0s")]
    [InlineData("https://shop.example", "1/s", "30")]
    public async Task What_no_plan_could_hold_is_refused_at_once(string target, string rate, string length) =>
        Assert.NotEmpty((await fixture.SendAsync("POST", "/api/spike", $$"""{ "target": "{{target}}", "rate": "{{rate}}", "for": "{{length}}" }""")).Errors());

    [Fact]
    public async Task A_path_longer_than_a_plan_holds_is_refused_at_once() =>
        Assert.Equal("target", Assert.Single((await fixture.SendAsync(
            "POST", "/api/spike", $$"""{ "target": "https://shop.example/{{new string('x', PlanLimits.PathLength)}}", "rate": "1/s", "for": "1s" }""")).Errors())
            .GetProperty("field").GetString());
}
