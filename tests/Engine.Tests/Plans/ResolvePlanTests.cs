using System.Net;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

/// <summary>Addresses that a plan gives for hosts.</summary>
public sealed class ResolvePlanTests
{
    [Fact]
    public void Addresses_are_read_by_host_and_are_checked_like_any_that_the_plan_names()
    {
        PerfPlan plan = PlanText.Valid(PlanText.With("resolve: { shop.example: 203.0.113.7, api.shop.example: '2001:db8::1' }"));

        Assert.Equal(IPAddress.Parse("203.0.113.7"), plan.Resolve["SHOP.example"]);
        Assert.Equal(
            [("resolve.shop.example", "http://203.0.113.7/"), ("resolve.api.shop.example", "http://[2001:db8::1]/")],
            PlanAddresses.Of(plan).Select(address => (address.Path, address.Sample!.ToString())));
    }

    [Theory]
    [InlineData("{ shop.example: next.example }", "resolve.shop.example", "not an IP address")]
    [InlineData("{ shop.example: 10.1 }", "resolve.shop.example", "not an IP address")]
    [InlineData("{ shop.example: '203.0.113.7:80' }", "resolve.shop.example", "not an IP address")]
    [InlineData("{ 'https://shop.example': 203.0.113.7 }", "resolve.https://shop.example", "not a host name")]
    [InlineData("{ 'shop.example:8443': 203.0.113.7 }", "resolve.shop.example:8443", "not a host name")]
    [InlineData("{ shop.example: 203.0.113.7, SHOP.example: 203.0.113.8 }", "resolve.SHOP.example", "listed twice")]
    [InlineData("{ shop.localhost: 203.0.113.7 }", "resolve.shop.localhost", "always is the machine itself")]
    [InlineData("[ shop.example ]", "resolve", "must be a map")]
    public void One_mistake_is_one_problem_with_its_place(string value, string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.With($"resolve: {value}"));

        Assert.Equal((path, 4), (problem.Path, problem.Line));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }
}
