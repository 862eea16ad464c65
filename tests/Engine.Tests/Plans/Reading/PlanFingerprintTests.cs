using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.Engine.Tests.Plans.Reading;

public class PlanFingerprintTests
{
    private const string Plan = """
        version: 1
        name: shop
        load:
          browse: { arrivals: { rate: 10/s, for: 2s }, flow: [ { get: / } ] }
        budgets: [ browse.errors < 1% ]
        """;

    [Theory]
    [InlineData("budgets: [ browse.errors < 1% ]", "budgets: [ browse.errors < 2% ]")]
    [InlineData("name: shop", "name: other")]
    [InlineData("version: 1", "# a remark\nversion:   1")]
    [InlineData("{ get: / }", "{ 'get': '/' }")]
    [InlineData("version: 1", "version: 1\npaths: [ 'web/**' ]")]
    public void What_is_not_measured_and_how_it_is_written_do_not_count(string from, string to) =>
        Assert.Equal(PlanFingerprint.Of(Plan), PlanFingerprint.Of(Plan.Replace(from, to, StringComparison.Ordinal)));

    [Theory]
    [InlineData("10/s", "11/s")]
    [InlineData("get: /", "get: /a")]
    [InlineData("version: 1", "version: 1\nwarmup: 1s")]
    [InlineData("budgets:", "pages: { home: { path: / } }\nbudgets:")]
    [InlineData("budgets:", "audit: { network: 4g }\nbudgets:")]
    public void What_is_measured_counts(string from, string to) =>
        Assert.NotEqual(PlanFingerprint.Of(Plan), PlanFingerprint.Of(Plan.Replace(from, to, StringComparison.Ordinal)));

    [Fact]
    public void A_text_that_is_no_plan_has_one_too() => Assert.Equal(12, PlanFingerprint.Of("{").Length);
}
