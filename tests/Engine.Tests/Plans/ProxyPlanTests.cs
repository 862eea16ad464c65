using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

public class ProxyPlanTests
{
    [Fact]
    public void A_proxy_is_an_address_or_a_map_and_is_verified_like_a_target()
    {
        PerfPlan plan = PlanText.Valid(PlanText.WithFlow("- get: /") + "\nhttp: { proxy: 'http://proxy.example:3128' }");
        Assert.Equal(new HttpProxy("http://proxy.example:3128"), plan.Load[0].Http.Proxy);
        Assert.Equal([new NamedAddress("load.s.http.proxy", "http://proxy.example:3128", AddressUse.Tested)], PlanAddresses.Of(plan));

        PerfPlan known = PlanText.Valid(
            PlanText.WithFlow("- get: /") + "\nhttp: { proxy: { address: 'http://proxy:80/', user: me, password: '${secret(proxy)}' } }");
        Assert.Equal(new HttpProxy("http://proxy:80/") { User = "me", Password = "${secret(proxy)}" }, known.Load[0].Http.Proxy);
        Assert.Equal(["proxy"], known.Secrets);
    }

    [Theory]
    [InlineData("proxy: proxy.example:3128", "http.proxy", "not the address of an HTTP proxy")]
    [InlineData("proxy: 'http://me:pw@proxy.example'", "http.proxy", "not the address of an HTTP proxy")]
    [InlineData("proxy: 'socks5://proxy.example'", "http.proxy", "not the address of an HTTP proxy")]
    [InlineData("proxy: { address: 'http://proxy.example?a' }", "http.proxy.address", "not the address of an HTTP proxy")]
    [InlineData("proxy: { address: 'http://proxy.example', user: me }", "http.proxy", "belong together")]
    [InlineData("proxy: { address: 'http://proxy.example', user: me, password: '${user()}' }", "http.proxy.password", "differs from one iteration")]
    [InlineData("proxy: 'http://proxy.example', version: 3", "http.proxy", "HTTP 3 does not go through")]
    public void A_wrong_proxy_is_one_problem(string http, string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow("- get: /") + $"\nhttp: {{ {http} }}");
        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- connect: ws://shop.test/live")]
    [InlineData("- { group: a, do: [ { events: /events, for: 2s } ] }")]
    public void What_stays_open_does_not_go_through_a_proxy(string flow)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow(flow) + "\nhttp: { proxy: 'http://proxy.example:3128' }");
        Assert.Equal("load.s.flow", problem.Path);
        Assert.Contains("do not go through an HTTP proxy", problem.Message, StringComparison.Ordinal);
    }
}
