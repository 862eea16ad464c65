namespace PerfFunctions.Engine.Tests.Plans;

/// <summary>The plan that the documentation shows.</summary>
internal static class ExamplePlan
{
    public const string Yaml = """
        version: 1
        name: shop
        target: https://pr-{pr}.shop.example        # or the deployment's own address
        load:
          browse:
            arrivals: { rate: 50/s, for: 2m }        # open model
            variables: { page: [1, 2, 3] }
            flow:
              - get: /
              - get: /products?page=${page}
                expect: { status: 200, body: '"items"' }
                capture: { id: '$.items[0].id' }
              - pause: 1s
              - post: /cart
                json: { id: '${id}' }
          checkout:
            users: { count: 20, for: 2m }            # closed model
            flow: [ { get: /checkout } ]
        pages:
          home: { path: /, device: mobile, runs: 5 }
        budgets:
          - browse.latency.p95 < 300ms
          - browse.errors < 0.5%
          - browse.throughput > 45/s
          - home.lcp.p75 < 2.5s
          - home.cls < 0.1
          - home.bytes.script < 170kB
          - browse.latency.p95 regression < 10%
        schedule: { cron: '0 0 3 * * *' }
        """;
}
