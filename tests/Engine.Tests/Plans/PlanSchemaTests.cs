using System.Text.RegularExpressions;
using CsCheck;
using NJsonSchema;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

public partial class PlanSchemaTests
{
    // The validator knows drafts up to 7, where $defs was called definitions; all else that is used is the same.
    private static readonly Lazy<Task<JsonSchema>> Schema =
        new(() => JsonSchema.FromJsonAsync(PlanSchema.Json.Replace("$defs", "definitions", StringComparison.Ordinal)));

    [Fact]
    public async Task The_example_plan_is_valid() => Assert.Empty(await Validate(ExamplePlan.Yaml));

    [Fact]
    public async Task The_plan_with_everything_is_valid()
    {
        PlanText.Valid(FullPlan.Yaml);
        Assert.Empty(await Validate(FullPlan.Yaml));
    }

    [Theory]
    [InlineData("version: 1", "version: 2")]
    [InlineData("version: 1", "shards: 1")]
    [InlineData("name: shop", "name: Shop")]
    [InlineData("name: shop", "nam: shop")]
    [InlineData("target: https", "target: ftp")]
    [InlineData("rate: 50/s", "rate: 50")]
    [InlineData("for: 2m }   ", "over: 2m }   ")]
    [InlineData("device: mobile", "device: tablet")]
    [InlineData("runs: 5", "runs: 51")]
    [InlineData("count: 20", "count: 0")]
    [InlineData("- pause: 1s", "- pause: 1")]
    [InlineData("- pause: 1s", "- { pause: 1s, get: / }")]
    [InlineData("status: 200", "status: 20")]
    [InlineData("id: '$.items", "id: 'items")]
    [InlineData("- get: /\n", "- get: x\n")]
    [InlineData("- home.cls < 0.1", "- home.cls")]
    [InlineData("- home.cls < 0.1", "- home.cls trend")]
    [InlineData("- home.cls < 0.1", "- home.cls trend stable at all")]
    [InlineData("- home.cls < 0.1", "- { rule: home.cls < 0.1, level: loud }")]
    [InlineData("cron:", "daily:")]
    public async Task What_the_schema_refuses_the_parser_refuses_too(string part, string broken)
    {
        string text = ExamplePlan.Yaml.ReplaceLineEndings("\n");
        Assert.Contains(part, text, StringComparison.Ordinal);
        text = text.Replace(part, broken, StringComparison.Ordinal);

        Assert.NotEmpty(await Validate(text));
        Assert.False(PlanParser.Parse(text).IsValid);
    }

    [Theory]
    [InlineData("code: '007'", "code: [ '007' ]")]
    [InlineData("browse: { start: 10s, weight: 2 }", "browse: { flow: [ { get: / } ] }")]
    [InlineData("browse: { start: 10s, weight: 2 }", "browse: {}")]
    [InlineData("shards: 4", "shards: 0")]
    [InlineData("warmup: 5s", "budgets: [ browse.errors < 1% ]")]
    [InlineData("pullRequests: { profile: smoke }", "pullRequests: smoke")]
    [InlineData("warmup: 10s", "warmup: 10")]
    [InlineData("abort: [", "abort: on #")]
    [InlineData("> 50% for 10s", "> 50%")]
    [InlineData("version: 1.1", "version: 1.2")]
    [InlineData("connections: keep-alive", "connections: keepalive")]
    [InlineData("redirects: follow", "redirects: on")]
    [InlineData("compression: '${fast}'", "compression: 'true'")]
    [InlineData("trace: 1%", "trace: 1")]
    [InlineData("dns: 30s", "dns: 30")]
    [InlineData("timeout: 10s", "timeout: 10")]
    [InlineData("bearer: '${secret(token)}'", "token: '${secret(token)}'")]
    [InlineData("certificate: '${secret(pem)}'", "certificate: pem")]
    [InlineData("pick: unique", "pick: uniquely")]
    [InlineData("separator: ';'", "separator: ':'")]
    [InlineData("columns: [ user, password ]", "columns: []")]
    [InlineData("users.csv", "users.txt")]
    [InlineData("file: data/visitors.csv", "file: data/visitors.txt")]
    [InlineData("file: data/visitors.csv", "file: ../visitors.csv")]
    [InlineData("file: data/visitors.csv", "file: /visitors.csv")]
    [InlineData("file: data/visitors.csv", "file: data/visitors.csv, csv: a")]
    [InlineData("file: data/visitors.csv, separator: tab", "file: data/visitors.json, separator: tab")]
    [InlineData("file: items.txt, format: json", "file: items.txt, format: xml")]
    [InlineData("file: items.txt, format: json", "file: items.txt, format: json, separator: tab")]
    [InlineData("pick: random", "pick: random, format: csv")]
    [InlineData("body: { file: ./order.json, template: true }", "body: { size: 1kB, template: true }")]
    [InlineData("body: { file: ./order.json, template: true }", "body: { file: ./order.json, template: 1 }")]
    [InlineData("file: letter.txt, template: true", "file: letter.txt, template: true, size: 1kB")]
    [InlineData("file: scans/a+b.pdf", "file: scans/../a.pdf")]
    [InlineData("address: 'http://proxy.example:3128'", "address: 'https://proxy.example:3128'")]
    [InlineData("address: 'http://proxy.example:3128'", "address: 'http://proxy.example:3128/path'")]
    [InlineData("address: 'http://proxy.example:3128', ", "")]
    [InlineData("cache: per-user", "cache: per-iteration")]
    [InlineData("hosts: [ 'cdn.shop.example', 'img.shop.example:8443' ]", "hosts: [ 'https://cdn.shop.example' ]")]
    [InlineData("hosts: [ 'cdn.shop.example', 'img.shop.example:8443' ]", "hosts: []")]
    [InlineData("block: [ '*/analytics/*' ]", "block: [ '**' ]")]
    [InlineData("block: [ '*/analytics/*' ]", "blocked: [ '*/analytics/*' ]")]
    [InlineData("max: 60", "max: 0")]
    [InlineData("resources: false", "resources: 'false'")]
    [InlineData("resources: false", "resources: {}")]
    [InlineData("authority: { file: ca.pem }", "authority: { pem: ca.pem }")]
    [InlineData("certificate: { file: client.pem, key: '${secret(key)}' }", "certificate: { file: client.pem }")]
    [InlineData("script: { file: total.js }", "script: { file: 'C:\\total.js' }")]
    [InlineData("users: { count: 40, for: 2m }", "users: { count: 40, for: 2m, over: 1m }")]
    [InlineData("users: { count: 40, for: 2m }", "users: { count: 40, for: 2m }\narrivals: { rate: 1/s, for: 1s }")]
    [InlineData("weight: 3\n", "weight: 0\n")]
    [InlineData("weight: 3\n", "rate: 3/s\n    weight: 3\n")]
    [InlineData("start: 30s", "start: 30")]
    [InlineData("preset: breakpoint", "preset: breakingpoint")]
    [InlineData("    rate: 200/s\n", "")]
    [InlineData("until: 'errors > 1% for 10s'", "inFlight: 5")]
    [InlineData("steps: 10, ", "")]
    [InlineData("steps: 10, ", "steps: 10, rate: 5/s, ")]
    [InlineData("replay: [ 10/s, 12/s ]", "replay: []")]
    [InlineData("shared: 1000", "shared: 0")]
    [InlineData("shared: 1000", "shared: 1000, iterations: 10")]
    [InlineData("- { count: 5, for: 1m }", "- { count: 5, iterations: 2, for: 1m }")]
    [InlineData("pause: 500ms to 1s", "pause: 500 to 1s")]
    [InlineData("pause: 500ms to 1s", "pause: 500ms - 1s")]
    [InlineData("repeat: 3", "repeat: 0")]
    [InlineData("- if: '${stock} > 0'", "- if: [ stock ]")]
    [InlineData("size: '< 100kB'", "size: '< 100'")]
    [InlineData("cookie: sid,", "cookie: sid, header: sid,")]
    [InlineData("pick: last", "pick: any")]
    [InlineData("between: [ '<b>', '</b>' ]", "between: [ '<b>' ]")]
    [InlineData("etag: { exists: true }", "etag: { exist: true }")]
    [InlineData("request: 'PROPFIND /files'", "request: 'propfind /files'")]
    [InlineData("body: { size: 1kB }", "body: { size: 1kB, base64: 'AA==' }")]
    [InlineData("operation: Item", "operation: 1st")]
    [InlineData("operation: Item", "operations: Item")]
    [InlineData("variables: { id: '${products.id}' }", "variables: [ 1 ]")]
    [InlineData("'wss://chat.example/socket'", "'ftp://chat.example/socket'")]
    [InlineData("as: chat", "as: my chat")]
    [InlineData("subprotocol: [ v2, v1 ]", "subprotocol: []")]
    [InlineData("send: { size: 20B }", "send: { size: 20B, json: 1 }")]
    [InlineData("send: { size: 20B }", "send: { bytes: 20B }")]
    [InlineData("receive: { json: { $.type: joined, $.room: '${products.id}' }, body: join }", "receive: { status: 200 }")]
    [InlineData("receive: { json: { $.type: joined, $.room: '${products.id}' }, body: join }", "receive: {}")]
    [InlineData("count: 3, for: 2s", "count: 0, for: 2s")]
    [InlineData("count: 3, for: 2s", "most: 3, for: 2s")]
    [InlineData("age: true", "age: true, unit: ms")]
    [InlineData("as: prices", "named: prices")]
    [InlineData("event: price", "event: [ price ]")]
    [InlineData("grpc: shop.v1.Catalog/GetItem", "grpc: GetItem")]
    [InlineData("code: NOT_FOUND", "code: 5")]
    [InlineData("metadata: {", "meta: {")]
    [InlineData("as: items, receive", "as: items, descriptors: { file: a }, receive")]
    [InlineData("{ close: chat }", "{ close: chat, name: x }")]
    [InlineData("as: item", "as: 1item")]
    [InlineData("in: 'split(product, \"-\")', ", "")]
    [InlineData("while: 'stock == 1', max: 3, ", "while: 'stock == 1', most: 3, ")]
    [InlineData("every: 500ms, max: 20", "every: 500, max: 20")]
    [InlineData("retry: { max: 2,", "retry: { max: 0,")]
    [InlineData("{ normal: 2s, deviation: 500ms }", "{ normal: 2s }")]
    [InlineData("{ exponential: 1s }", "{ exponential: 1s, normal: 1s }")]
    [InlineData("cookies: off", "cookies: false")]
    [InlineData("        then:", "        do:")]
    [InlineData("- { weight: 1, do: [ { get: /b } ] }", "")]
    [InlineData("- { weight: 1, do: [ { get: /b } ] }", "- { do: [ { get: /b } ] }")]
    [InlineData("size: 100kB", "size: 100")]
    [InlineData("size: 100kB", "size: 100kB, text: x")]
    [InlineData("form: { q: '${product}' }", "form: { q: '${product}' }, body: x")]
    [InlineData("{ regex: 'csrf=(\\w+)' }", "{ regexp: 'csrf=(\\w+)', header: x }")]
    [InlineData("{ header: location }", "{ header: 'a b' }")]
    [InlineData("within: 500ms", "within: 500")]
    [InlineData("status: 2xx", "status: 6xx")]
    [InlineData("status: 2xx", "status: 20x")]
    [InlineData("status: 2xx", "status: '<400'")]
    [InlineData("401-403", "401..403")]
    [InlineData("name: Product list", "name: '--'")]
    [InlineData("{ within: '${quick}' }", "{}")]
    [InlineData("{ within: '${quick}' }", "{ equals: 3 }")]
    [InlineData("{ within: '${quick}' }", "{ within: 200ms, contains: x }")]
    [InlineData("kind: counter", "kind: rate")]
    [InlineData("kind: counter", "kind: sum")]
    [InlineData("header: x-rows, kind", "kind")]
    [InlineData("onFailure: continue", "onFailure: go on")]
    [InlineData("onFailure: end", "onFailure: never")]
    [InlineData("- group: Pay & leave\n", "- group: ''\n")]
    [InlineData("audit: { network: slow-4g", "audit: { network: slow4g")]
    [InlineData("audit: {", "audit: { path: /,")]
    [InlineData("browser: chromium", "browser: chrome")]
    [InlineData("width: 390, ", "")]
    [InlineData("scale: 3", "scale: '3'")]
    [InlineData("down: 1.6Mbit/s", "down: 1.6MB/s")]
    [InlineData("cpu: 4x", "cpu: 4")]
    [InlineData("cache: warm", "cache: hot")]
    [InlineData("cookies: { tenant: a,", "cookies: { tenant: [ a ],")]
    [InlineData("colorScheme: dark", "colorScheme: night")]
    [InlineData("block: [ '*://*.ads.example/*', '*.mp4' ]", "block: []")]
    [InlineData("consent: '#accept'", "consent: ''")]
    [InlineData("redirect: fail", "redirect: follow")]
    [InlineData("- { press: Enter }", "- { press: '' }")]
    [InlineData("- { click: '#buy' }", "- { click: '#buy', wait: 1s }")]
    [InlineData("- { click: '#buy' }", "- { name: buy }")]
    [InlineData("name: pay }", "name: Pay }")]
    [InlineData("maxRuns: 20", "maxRuns: 51")]
    [InlineData("spread: 10%", "spread: 0.1")]
    [InlineData("against: https://", "against: ftp://")]
    [InlineData("unit: percent", "unit: per cent")]
    [InlineData("prometheus: 'avg", "prom: 'avg")]
    [InlineData("resource: /subscriptions/s", "resource: /s")]
    [InlineData("aggregation: Total", "aggregation: total")]
    [InlineData("workspace: 1", "workspace: x")]
    [InlineData("    unit: /s", "    unit: /s\n    prometheus: up")]
    [InlineData("owner: shop-team", "owners: shop-team")]
    [InlineData("availability: 99.9%", "availability: 99.9")]
    [InlineData("p99.9: 2s", "p99.8: 2s")]
    [InlineData("latency: { p99: 1s }", "latency: {}")]
    [InlineData(", latency: { p99: 1s }", "")]
    [InlineData("throughput: 5/s", "throughput: 5")]
    [InlineData("users: 200", "users: 0")]
    [InlineData("window: 7d", "window: 1w")]
    [InlineData("perMonth: -2.5%", "perMonth: -2.5")]
    [InlineData("peak: 10x", "peak: 10")]
    [InlineData("seasons: [ 1, ", "seasons: [ ")]
    [InlineData("date: 2027-11-26", "date: 26.11.2027")]
    [InlineData("factor: 4x", "factor: 4")]
    [InlineData("products: 100000", "products: many")]
    [InlineData("monthlyCost: 500.50", "monthlyCost: -1")]
    [InlineData("origins: [ https://shop.example,", "origins: [ shop.example,")]
    [InlineData("pages: { home: /, product", "pages: { home: x, product")]
    [InlineData("window: 14d", "window: 14")]
    [InlineData("minSamples: 500", "minSamples: 0")]
    [InlineData("sample: 12.5%", "sample: 12.5")]
    public async Task What_the_schema_refuses_of_the_plan_with_everything_the_parser_refuses_too(string part, string broken)
    {
        string text = FullPlan.Yaml.ReplaceLineEndings("\n");
        Assert.Contains(part, text, StringComparison.Ordinal);
        text = text.Replace(part, broken, StringComparison.Ordinal);

        Assert.NotEmpty(await Validate(text));
        Assert.False(PlanParser.Parse(text).IsValid);
    }

    [Theory]
    [InlineData("runs: 4", "runs: '${shardCount}'")]
    [InlineData("audits: under-load", "audits: '${region}'", false)]
    [InlineData("within: 500ms", "within: '${quick}'")]
    [InlineData("status: 2xx", "status: '${shardCount}00'")]
    [InlineData("- browse.latency.p95 < 300ms from 30s to 90s", "- 'browse.latency.p95 < ${quick}'")]
    [InlineData("get: /pay", "get: '${host}/pay'")]
    [InlineData("name: everything", "name: '${region}'", false, false)]
    public async Task The_schema_takes_a_parameter_for_a_value_and_the_parser_its_value(
        string part, string used, bool isValid = true, bool isInSchema = true)
    {
        string text = FullPlan.Yaml.Replace(part, used, StringComparison.Ordinal);
        Assert.Equal(isInSchema, !(await Validate(text)).Any());
        Assert.Equal(isValid, PlanParser.Parse(text).IsValid);
    }

    // An editor must not underline what the service takes. Each run swaps three quarters of
    // the words, others each time.
    [Fact]
    public async Task What_the_parser_accepts_the_schema_accepts_too()
    {
        Match[] words = [.. Word().Matches(FullPlan.Yaml).Cast<Match>()];
        string[] values = [.. words.Select(w => w.Value).Distinct(), "'1s'", "1", "2.5", "true", "off", "' 5 % '", "'10 /s'", "0s", "[ a ]"];
        JsonSchema schema = await Schema.Value;
        Gen.Select(Gen.Int[0, words.Length - 1], Gen.Int[0, values.Length - 1]).Sample(swap =>
        {
            (Match word, string value) = (words[swap.Item1], values[swap.Item2]);
            string text = FullPlan.Yaml.Remove(word.Index, word.Length).Insert(word.Index, value);
            return !PlanParser.Parse(text).IsValid || Validate(schema, text).Any() == false;
        }, iter: 200);
    }

    private static async Task<IEnumerable<string>> Validate(string yaml) => Validate(await Schema.Value, yaml);

    private static IEnumerable<string> Validate(JsonSchema schema, string yaml)
    {
        ProblemList problems = new();
        string json = JsonBody.Read(new Field(YamlComposer.Compose(yaml, problems)!, "", problems))!;
        return schema.Validate(json).Select(e => e.ToString());
    }

    [GeneratedRegex(@"[^\s{}\[\],:#']+")]
    private static partial Regex Word();
}
