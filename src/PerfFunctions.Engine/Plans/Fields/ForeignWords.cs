namespace PerfFunctions.Engine.Plans.Fields;

/// <summary>Keys that other load testing tools use, and what a plan writes in their place.</summary>
internal static class ForeignWords
{
    private static readonly Dictionary<string, string> Ours = new(StringComparer.OrdinalIgnoreCase)
    {
        // k6
        ["scenarios"] = "load: { NAME: { … } }",
        ["vus"] = "users: { count: 20, for: 2m }",
        ["stages"] = "users or arrivals as a list, such as users: [ { from: 0, to: 50, over: 1m }, { count: 50, for: 5m } ]",
        ["thresholds"] = "budgets: [ 'browse.latency.p95 < 300ms' ]",
        ["executor"] = "arrivals for a rate, users for a number of users, and users with iterations or shared for counted work",
        ["startTime"] = "start: 30s",
        ["gracefulStop"] = "nothing: iterations in progress may end, requests at their timeout",
        ["preAllocatedVUs"] = "inFlight: 100",
        ["maxVUs"] = "inFlight: 100",
        ["timeUnit"] = "the unit in the rate, such as rate: 50/s or 3000/m",
        ["tags"] = "name, which names the requests that are measured together",
        ["env"] = "parameters: { NAME: value }",

        // Pauses
        ["sleep"] = "pause: 2s",
        ["think"] = "pause: 2s",
        ["thinkTime"] = "pause: 2s, or pauseBetween: 2s for all requests",
        ["wait"] = "pause: 2s",
        ["wait_time"] = "pauseBetween: 1s to 3s",
        ["waitTime"] = "pauseBetween: 1s to 3s",
        ["delay"] = "pause: 2s",
        ["pacing"] = "pace: 10s",

        // Artillery
        ["phases"] = "arrivals as a list, such as arrivals: [ { from: 5/s, to: 50/s, over: 1m }, { rate: 50/s, for: 5m } ]",
        ["rampTo"] = "from, to and over, such as { from: 5/s, to: 50/s, over: 1m }",
        ["arrivalRate"] = "arrivals: { rate: 50/s, for: 2m }",
        ["arrivalCount"] = "users: { count: 10, shared: 100, for: 5m }",
        ["maxVusers"] = "inFlight: 100",
        ["payload"] = "feeds: { NAME: { csv: … } }",
        ["beforeScenario"] = "once: [ … ] for each user, or setup: [ … ] for the run",
        ["beforeRequest"] = "a step before the request",
        ["afterResponse"] = "capture and check of the request",
        ["ifTrue"] = "if: with then",
        ["url"] = "the method with the path, such as get: /products",
        ["defaults"] = "http: { headers: { … } }",
        ["config"] = "its keys at the top level",
        ["ensure"] = "budgets: [ 'browse.latency.p95 < 300ms' ]",

        // Gatling, Locust, JMeter
        ["rampUsers"] = "users: { from: 0, to: 50, over: 1m }, or arrivals: { from: 0/s, to: 10/s, over: 1m }",
        ["constantUsersPerSec"] = "arrivals: { rate: 50/s, for: 2m }",
        ["atOnceUsers"] = "users: { count: 10, iterations: 1, for: 5m }",
        ["assertions"] = "expect for what must hold, check for what is counted, budgets for the whole run",
        ["spawn_rate"] = "users: { from: 0, to: 50, over: 1m }",
        ["host"] = "target: https://shop.example",
        ["baseUrl"] = "target: https://shop.example",
        ["threads"] = "users: { count: 20, for: 2m }",
        ["loops"] = "users: { count: 20, iterations: 10, for: 10m }",
        ["loopCount"] = "users: { count: 20, iterations: 10, for: 10m }",
        ["extract"] = "capture: { id: $.id }",
        ["extractor"] = "capture: { id: $.id }",
        ["assert"] = "expect: { status: 200 }",
        ["params"] = "query: { page: 2 }",
        ["cookieManager"] = "http: { cookies: per-user }",
        ["cacheManager"] = "http: { cache: per-user }",
        ["embeddedResources"] = "resources: true",
        ["retrieveEmbeddedResources"] = "resources: true",
        ["inferHtmlResources"] = "resources: true",
        ["loop"] = "repeat: 3 with do, or each: { in, as, do }",
        ["foreach"] = "each: { in: ids, as: id, do: [ … ] }",
        ["group_by"] = "group: NAME with do",
        ["transaction"] = "group: NAME with do",
        ["duration"] = "for: 2m",
        ["steps"] = "flow: [ … ], or do: [ … ] within a step",
        ["requests"] = "flow: [ … ]",
        ["method"] = "the method with the path, such as get: /products",
    };

    /// <summary>What a plan writes in place of a key; null for one that is not known.</summary>
    public static string? Find(string key) => Ours.GetValueOrDefault(key);
}
