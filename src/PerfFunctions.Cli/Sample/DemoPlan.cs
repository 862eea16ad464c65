namespace PerfFunctions.Cli.Sample;

/// <summary>The plan that the demo runs against the sample shop.</summary>
public static class DemoPlan
{
    /// <summary>The plan file.</summary>
    public const string Text = """
        version: 1
        name: demo
        shards: 2
        load:
          browse:
            arrivals:
              - { from: 10/s, to: 60/s, over: 3s }
              - { rate: 60/s, for: 7s }
            variables: { page: [ 1, 2, 3 ] }
            flow:
              - get: /
                name: Home
              - get: /products?page=${page}
                name: Product list
                expect: { status: 200 }
                capture: { id: '$.items[0].id' }
                check: { has items: '$.items[0]' }
              - group: Buy
                do:
                  - pause: 200ms
                  - post: /cart
                    name: Add to cart
                    json: { id: '${id}', quantity: 1 }
                    expect: { status: 201 }
          checkout:
            users: { count: 10, for: 10s }
            flow:
              - get: /checkout
              - pause: 500ms
        audit: { runs: 3, maxRuns: 4, spread: 25% }
        pages:
          home: { path: /, device: mobile }
          slow: { path: /slow, device: mobile }
          shifty: { path: /shifty, device: desktop }
        budgets:
          - browse.latency.p95 < 300ms
          - browse.request.*.errors < 0.5%
          - browse.request.add-to-cart.latency.p95 < 300ms
          - browse.check.has-items > 99.9%
          - browse.dropped < 1%
          - browse.throughput > 100/s
          - checkout.latency.p95 < 300ms
          - checkout.errors < 0.5%
          - home.lcp < 2.5s
          - home.cls < 0.1
          - home.bytes.script < 170kB
          - { rule: 'slow.lcp < 2.5s', why: 'people leave pages that look empty', owner: storefront }
          - { rule: 'shifty.cls < 0.1', why: 'people click what has just moved away', owner: storefront }
        """;

    /// <summary>The budgets that the shop fails, by design.</summary>
    public static IReadOnlyList<string> ExpectedFailures { get; } = ["slow.lcp < 2.5s", "shifty.cls < 0.1"];
}
