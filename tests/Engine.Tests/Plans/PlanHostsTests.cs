using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.Engine.Tests.Plans;

/// <summary>Hosts that requests name in a Host header of their own.</summary>
public sealed class PlanHostsTests
{
    private const string Plan = """
        version: 1
        name: shop
        load:
          browse:
            arrivals: { rate: 1/s, for: 1s }
            variables: { zone: [ a, b ] }
            http: { headers: { host: above.example } }
            flow:
              - get: /
              - get: /own
                headers: { Host: 'shop.example:8443' }
              - group: cart
                do: [ { get: 'https://203.0.113.7/', headers: { Host: '${zone}.shop.example' } } ]
              - get: http://localhost:8080/
                headers: { Host: tenant.example }
        """;

    [Fact]
    public void Each_is_found_with_its_place_unless_the_request_goes_there_anyway_or_to_the_machine_itself()
    {
        Assert.Equal(
            [
                ("load.browse.http.headers.Host", "http://above.example/", false),
                ("load.browse.flow[2].do[0].headers.Host", "https://${zone}.shop.example/", true),
            ],
            Found("http://shop.example"));
        Assert.Equal("load.browse.flow[2].do[0].headers.Host", Assert.Single(Found("http://127.0.0.1:5000")).Path);
    }

    [Fact]
    public void All_are_found_where_the_target_is_not_known_yet() => Assert.Equal(3, Found(null).Count());

    private static IEnumerable<(string Path, string Text, bool IsOpen)> Found(string? target)
    {
        PlanParseResult parsed = PlanParser.Parse(Plan);
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
        IReadOnlyList<NamedAddress> found = PlanHosts.Of(parsed.Plan, target);
        Assert.All(found, a => Assert.Equal(AddressUse.Named, a.Use));
        return found.Select(a => (a.Path, a.Text, a.IsOpen));
    }
}
