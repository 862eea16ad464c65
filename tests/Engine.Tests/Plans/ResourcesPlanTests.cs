using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

/// <summary>What a plan says of the resources of pages and of the caches of users.</summary>
public class ResourcesPlanTests
{
    [Fact]
    public void A_step_says_what_it_loads_and_http_says_it_for_get_and_post()
    {
        PerfPlan plan = PlanText.Valid(PlanText.WithFlow(
            """
            - get: /
            - { post: /search, form: { q: a } }
            - { get: /api, resources: false }
            - put: /cart
            - { delete: /cart, resources: true }
            - { get: /cart, resources: { max: 5 } }
            - { graphql: /graphql, query: '{ a }' }
            """) + "\nhttp: { resources: { block: [ '*.gif' ] }, cache: per-user }");

        Assert.Equal(CacheUse.PerUser, plan.Load[0].Http.Cache);
        PageResources shared = plan.Load[0].Http.Resources!;
        Assert.Equal(["*.gif"], shared.Blocked);
        PageResources?[] read = [.. plan.Load[0].Flow.OfType<HttpStep>().Select(s => s.Resources)];
        Assert.Equal([shared, shared, null, null, PageResources.All, PageResources.All with { Max = 5 }, null], read);
    }

    [Fact]
    public void A_page_has_a_series_for_its_resources_and_a_group_for_both()
    {
        Scenario scenario = PlanText.Valid(
            PlanText.WithFlow("- { get: /, name: Home, resources: true }\n- get: /api") +
            "\nbudgets: [ s.request.home-resources.errors < 1%, s.group.home-with-resources.latency.p95 < 2s ]").Load[0];

        Assert.Equal(
            ["request.home", "request.home-resources", "request.get-api", "group.home-with-resources", "iterations"],
            ScenarioSeries.Of(scenario.Steps).All.Select(s => s.Key));
        Assert.Equal("Home resources", ScenarioSeries.Of(scenario.Steps).All.Single(s => s.Slug == "home-resources").Title);
    }

    [Fact]
    public void A_page_counts_with_all_it_may_embed_where_requests_are_estimated()
    {
        PerfPlan plan = PlanText.Valid(PlanText.WithFlow("- { get: /, resources: { max: 30 } }\n- get: /api"));
        Assert.Equal(32, LoadPeaks.Of(plan).Requests);

        PlanQuota quota = new() { Rate = 20, Users = 1, Load = TimeSpan.FromHours(1), PageLoads = 1, Shards = 1 };
        Assert.Equal(
            "the scenarios together, with as many resources of each page as its 'max' says, send more requests a second than this service allows",
            Assert.Single(quota.Problems(plan, 0)).Message);
    }

    [Fact]
    public void Hosts_of_resources_are_verified_like_the_target()
    {
        PerfPlan plan = PlanText.Valid(
            PlanText.WithFlow("- get: /\n- { get: /a, resources: { hosts: [ 'img.example:8443' ] } }\n- get: /b") +
            "\nhttp: { resources: { hosts: [ cdn.example ] } }");

        Assert.Equal(
            [
                new NamedAddress("load.s.http.resources.hosts[0]", "https://cdn.example/", AddressUse.Tested),
                new NamedAddress("load.s.flow[1].resources.hosts[0]", "https://img.example:8443/", AddressUse.Tested),
            ],
            PlanAddresses.Of(plan));
    }

    [Theory]
    [InlineData("- { get: /, resources: 'true' }", "load.s.flow[0].resources", "this must be true, false or a map")]
    [InlineData("- { get: /, resources: yes please }", "load.s.flow[0].resources", "this must be true, false or a map")]
    [InlineData("- { get: /, resources: {} }", "load.s.flow[0].resources", "write true for all of them")]
    [InlineData("- { get: /, resources: { max: 501 } }", "load.s.flow[0].resources.max", "the number is out of range")]
    [InlineData("- { get: /, resources: { host: [ a.example ] } }", "load.s.flow[0].resources.host", "unknown key 'host'; write target")]
    [InlineData("- { get: /, resources: { hots: [ a.example ] } }", "load.s.flow[0].resources.hots", "unknown key 'hots'; did you mean 'hosts'?")]
    [InlineData("- { get: /, resources: { hosts: [ '*.example' ] } }", "load.s.flow[0].resources.hosts[0]", "this is not a host")]
    [InlineData("- { get: /, resources: { hosts: [ 'a.example/b' ] } }", "load.s.flow[0].resources.hosts[0]", "this is not a host")]
    [InlineData("- { get: /, resources: { block: [ '*/*' ] } }", "load.s.flow[0].resources.block[0]", "this would block every resource")]
    [InlineData("- { get: /, resources: { block: [ 'a b' ] } }", "load.s.flow[0].resources.block[0]", "an address cannot contain spaces")]
    [InlineData("- { head: /, resources: true }", "load.s.flow[0].resources", "the response to a HEAD request has no body")]
    [InlineData("- { get: /, resource: true }", "load.s.flow[0].resource", "unknown key 'resource'; did you mean 'resources'?")]
    [InlineData("- { graphql: /, query: '{ a }', resources: true }", "load.s.flow[0].resources", "'resources' is not valid")]
    public void A_wrong_word_is_one_problem(string flow, string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow(flow));
        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.True(problem.Line > 0);
    }

    [Fact]
    public void A_cache_is_per_user_or_off()
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow("- get: /") + "\nhttp: { cache: per-users }");
        Assert.Equal(("http.cache", "'per-users' is not one of the choices; did you mean 'per-user'?"), (problem.Path, problem.Message));
    }
}
