using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Load.Http;
using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests;

/// <summary>What is known of each request, group, iteration, check and metric of a flow.</summary>
[Collection(Alone.Name)]
public sealed class SeriesTests
{
    private const string Shop =
        """
        version: 1
        name: shop
        http: { auth: { bearer: '${secret(key)}' } }
        load:
          browse:
            arrivals: { rate: 100/s, for: 2s }
            flow:
              - get: /products/${id}?page=1
                check:
                  three: { json: '$.items[2]', equals: 3 }
                  cheap: { json: $.total, below: 10 }
                measure:
                  total: $.total
                  items: { json: '$.items[2]', kind: counter }
              - group: buy
                do:
                  - post: /cart
                    name: Add to cart
                    onFailure: continue
                  - pause: 100ms
              - get: /report
            variables: { id: [ 7 ] }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Every_request_has_its_own_counts_and_times_however_many_shards_send_it(int shards)
    {
        await using ShopTarget shop = await ShopTarget.StartAsync();
        ScenarioSummary browse = (await RunAsync(shop, shards)).Only;
        SeriesSummary[] requests = [.. browse.Series.Where(s => SeriesKey.KindOf(s.Key) == SeriesKind.Request)];

        Assert.Equal(
            [("request.get-products-id", "GET /products/${id}"), ("request.add-to-cart", "Add to cart"), ("request.get-report", "GET /report")],
            requests.Select(r => (r.Key, r.Title)));
        Assert.All(requests, r => Assert.Equal((200, 200), (r.Counts.Sent, r.Counts.Completed)));
        Assert.Equal([0, 4, 0], requests.Select(r => r.Counts.Failed));
        Assert.Equal(4, shop.Failed);
        Assert.Equal(browse.Counts.Bytes, requests.Sum(r => r.Counts.Bytes));
        Assert.Equal(browse.Counts.Connections, requests.Sum(r => r.Counts.Connections));
        Assert.Equal(new Dictionary<int, long> { [200] = 196, [503] = 4 }, requests[1].Statuses);
        Assert.Equal(4, requests[1].Errors["status 503"]);
        double[] medians = [.. requests.Select(r => LatencyHistogram.Decode(r.Service).PercentileMs(50))];
        Assert.True(medians[0] >= 9 && medians[1] >= 49 && medians[2] >= 199, string.Join(", ", medians));
        Assert.True(medians[0] < medians[1] && medians[1] < medians[2], string.Join(", ", medians));
    }

    [Fact]
    public async Task A_group_is_as_long_as_its_requests_without_its_pauses_and_with_them()
    {
        await using ShopTarget shop = await ShopTarget.StartAsync();
        ScenarioSummary browse = (await RunAsync(shop, 1)).Only;
        SeriesSummary buy = Series(browse, "group.buy");
        SeriesSummary iterations = Series(browse, "iterations");

        Assert.Equal((200, 4), (buy.Counts.Completed, buy.Counts.Failed));
        Assert.Equal(4, buy.Errors["Add to cart"]);
        Assert.Equal((200, 4), (iterations.Counts.Completed, iterations.Counts.Failed));
        (double active, double whole) = (LatencyHistogram.Decode(buy.Service).MeanMs, LatencyHistogram.Decode(buy.Response).MeanMs);
        Assert.True(active >= 49 && whole >= active + 98, $"{active} and {whole} ms");
        Assert.True(LatencyHistogram.Decode(iterations.Response).MinMs >= 350);
    }

    [Fact]
    public async Task Checks_are_counted_and_fail_nothing_and_numbers_are_taken_from_responses()
    {
        await using ShopTarget shop = await ShopTarget.StartAsync();
        ScenarioSummary browse = (await RunAsync(shop, 1)).Only;
        SummaryReader numbers = new(new RunSummary { RunId = "r", Scenarios = [browse] });

        Assert.Equal((200, 0), (Series(browse, "check.three").Counts.Completed, Series(browse, "check.three").Counts.Failed));
        Assert.Equal((200, 200), (Series(browse, "check.cheap").Counts.Completed, Series(browse, "check.cheap").Counts.Failed));
        Assert.Equal(0, numbers.Read(new MetricReference("browse", "check.cheap", "")).Value);
        Assert.Equal(12.5, numbers.Read(new MetricReference("browse", "measure.total", "p95")).Value!.Value, 0.02);
        Assert.Equal(600, numbers.Read(new MetricReference("browse", "measure.items", "")).Value);
        Assert.Equal(7.5, numbers.Read(new MetricReference("browse", "request.add-to-cart.server-timing.db", "p50")).Value!.Value, 0.01);
        Assert.Equal(0.25, numbers.Read(new MetricReference("browse", "request.add-to-cart.server-timing.cache", "p50")).Value!.Value, 0.001);
        Assert.Equal("No response of 'browse' had the Server-Timing entry of 'request.get-report.server-timing.db'.",
            numbers.Read(new MetricReference("browse", "request.get-report.server-timing.db", "p50")).Missing);
    }

    [Fact]
    public async Task Examples_of_failures_show_the_response_without_secrets_and_cookies()
    {
        await using ShopTarget shop = await ShopTarget.StartAsync();
        ScenarioSummary browse = (await RunAsync(shop, 1)).Only;

        FailureSample sample = Assert.Single(browse.Failures);
        Assert.Equal(("Add to cart", "status 503", 503), (sample.Request, sample.Failure, sample.Status));
        Assert.Equal("a status below 400", sample.Expected);
        Assert.Equal("out of stock for (removed), code 42", sample.Body);
        Assert.Contains(sample.Headers, h => h.Name == "Server-Timing");
        Assert.DoesNotContain(sample.Headers, h => h.Name == "Set-Cookie" || h.Value.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Both_transports_measure_the_same_series()
    {
        await using ShopTarget shop = await ShopTarget.StartAsync();
        ScenarioSummary browse = (await RunAsync(shop, 1, TransportChoice.General)).Only;
        Assert.Equal(
            ["request.get-products-id", "request.add-to-cart", "request.add-to-cart.server-timing.cache", "request.add-to-cart.server-timing.db", "request.get-report", "group.buy", "iterations", "check.three", "check.cheap", "measure.total", "measure.items"],
            browse.Series.Select(s => s.Key));
        Assert.Equal(200, Series(browse, "request.add-to-cart.server-timing.db").Counts.Completed);
        Assert.Contains("code 42", Assert.Single(browse.Failures).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_needs_what_a_failed_one_did_not_capture_fails_by_that_name()
    {
        await using var target = await ProtocolTarget.StartAsync();
        LoadResult result = await new LoadDriver().RunAsync(
            """
            version: 1
            name: shop
            load:
              browse:
                users: { count: 1, iterations: 1, for: 10s }
                onFailure: continue
                flow:
                  - { get: /ok, name: list, capture: { id: $.missing } }
                  - { get: '/ok/${id}', name: item }
                  - { get: /ok, name: other }
            """,
            target.Address);
        ScenarioSummary browse = result.Only;
        Assert.Equal("'id' was not captured", Assert.Single(Series(browse, "request.item").Errors).Key);
        Assert.Equal((1, 0), (Series(browse, "request.other").Counts.Completed, Series(browse, "request.other").Counts.Failed));
        Assert.Equal("list", Assert.Single(Series(browse, "iterations").Errors).Key);
    }

    [Fact]
    public async Task A_body_too_large_to_check_leaves_its_headers_to_checks_and_metrics()
    {
        await using var target = await ProtocolTarget.StartAsync();
        LoadResult result = await new LoadDriver().RunAsync(
            """
            version: 1
            name: shop
            load:
              browse:
                users: { count: 1, iterations: 1, for: 10s }
                flow:
                  - get: /bytes/5000000
                    name: large
                    check: { whole: { body: x }, typed: { headers: { content-type: octet } } }
                    measure: { size: { header: Content-Length, unit: bytes } }
            """,
            target.Address);
        ScenarioSummary browse = result.Only;
        Assert.Equal([("request.large", 0), ("check.whole", 1), ("check.typed", 0)],
            browse.Series.Where(s => SeriesKey.KindOf(s.Key) is SeriesKind.Request or SeriesKind.Check).Select(s => (s.Key, s.Counts.Failed)));
        Assert.InRange(new SummaryReader(result.Summary).Read(new MetricReference("browse", "measure.size", "max")).Value!.Value, 4_995_000, 5_005_000);
    }

    private static SeriesSummary Series(ScenarioSummary scenario, string key) => scenario.Series.Single(s => s.Key == key);

    private static Task<LoadResult> RunAsync(ShopTarget shop, int shards, TransportChoice transports = default) =>
        new LoadDriver { Shards = shards, Transports = transports, Secrets = new Dictionary<string, string> { ["key"] = "a-very-secret-key" } }.RunAsync(Shop, shop.Address);
}
