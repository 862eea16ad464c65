using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.Engine.Tests.Plans;

public sealed class PlanAddressesTests
{
    [Fact]
    public void Every_address_of_a_plan_is_found_with_its_place()
    {
        PlanParseResult parsed = PlanParser.Parse("""
            version: 1
            name: shop
            target: https://shop.example
            feeds:
              users: { from: 'https://files.example/users.csv', columns: [ name ] }
            load:
              browse:
                arrivals: { rate: 1/s, for: 1s }
                variables: { zone: [ a, b ] }
                http: { auth: { oauth: { token: 'https://login.example/token', client: c, secret: '${secret(s)}' } } }
                flow:
                  - get: /
                  - get: https://api.example/${zone}
                  - if: users.name == "x"
                    then: [ { post: 'http://${zone}.cdn.example/' } ]
                    else: [ { repeat: 2, do: [ { head: 'https://in.example:8443/' } ] } ]
                  - choose: [ { weight: 1, do: [ { get: /a } ] }, { weight: 1, do: [ { get: 'https://way.example/' } ] } ]
            pages:
              home: { path: 'https://www.example/', steps: [ { open: 'https://next.example/' } ], login: [ { open: 'https://id.example/' } ] }
            """);
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));

        IReadOnlyList<NamedAddress> found = PlanAddresses.Of(parsed.Plan);

        Assert.Equal(
            [
                ("load.browse.http.auth.oauth.token", "login.example", false),
                ("load.browse.flow[1].get", "api.example", false),
                ("load.browse.flow[2].then[0].post", "1.cdn.example", true),
                ("load.browse.flow[2].else[0].do[0].head", "in.example", false),
                ("load.browse.flow[3].choose[1].do[0].get", "way.example", false),
                ("pages.home.path", "www.example", false),
                ("pages.home.login[0].open", "id.example", false),
                ("pages.home.steps[0].open", "next.example", false),
                ("feeds.users.from", "files.example", false),
            ],
            found.Select(a => (a.Path, HostPattern.Of(a.Sample!), a.IsOpen)));
        Assert.Equal(["login.example", "files.example"], found.Where(a => a.Use == AddressUse.Fetched).Select(a => HostPattern.Of(a.Sample!)));
    }

    [Theory]
    [InlineData("https://shop.example/${path}", false)]
    [InlineData("https://${host}/", true)]
    [InlineData("https://shop.example${rest}", true)]
    [InlineData("https://shop.example:${port}/", true)]
    public void A_host_that_is_filled_in_is_open(string address, bool isOpen) =>
        Assert.Equal(isOpen, new NamedAddress("load.s.flow[0].get", address, AddressUse.Tested).IsOpen);
}
