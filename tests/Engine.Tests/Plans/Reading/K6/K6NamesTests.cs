using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Plans.Reading.K6;

namespace PerfFunctions.Engine.Tests.Plans.Reading.K6;

/// <summary>What a script measures is found in its text, so that a plan knows it before the run.</summary>
public class K6NamesTests
{
    private const string Script = """
        import http from 'k6/http';
        import { check, group } from 'k6';
        import { Trend, Counter, Rate } from 'k6/metrics';

        const BASE = 'https://shop.example';
        const waiting = new Trend('waiting', true);
        const size = new Trend('size');
        const sold = new Counter('sold');
        const good = new Rate('good');
        const params = { tags: { name: 'cart' } };

        function list(page) {
          const res = http.get(`${BASE}/products/${page.id}?sort=${page.sort}`);
          check(res, { 'is 200': (r) => r.status === 200, found: (r) => r.json().length > 0 });
          waiting.add(res.timings.waiting);
          good.add(true);
        }

        export default function () {
          group('browse', () => list({ id: 1 }));
          http.batch([['GET', BASE + '/a'], { method: 'POST', url: `${BASE}/b` }, 'https://cdn.example/c.js']);
        }

        export function buy() {
          http.request('put', `${BASE}/cart/${__VU}`, null, params);
          http.post(`${BASE}/pay`);
          sold.add(1);
          size.add(2);
        }
        """;

    private readonly K6Script _script = K6Reader.Parse(Script, "shop.js", new Dictionary<string, string>(), out _)!;

    [Fact]
    public void Requests_have_the_names_of_their_tags_or_of_method_and_path()
    {
        Assert.Equal(["cart", "GET /products/{id}", "GET /a", "POST /b", "GET /c.js", "other requests"], Of("default").Requests.Select(r => r.Name));
        Assert.Equal(["cart", "POST /pay", "other requests"], Of("buy").Requests.Select(r => r.Name));
        Assert.Equal((4, 2), (Of("default").Sends, Of("buy").Sends));
    }

    [Fact]
    public void Names_that_are_made_while_the_script_runs_are_those_that_thresholds_ask_for()
    {
        const string Dynamic = """
            import http from 'k6/http';
            import { check, group } from 'k6';
            export const options = { thresholds: {
              'http_req_duration{name:open cart}': ['p(95)<500'], 'checks{check: paid,scenario:default}': ['rate>0.9'], 'group_duration{group:::buy}': ['avg<9'],
            } };
            const send = (name) => http.get('/a', { tags: { name } });
            export default () => group(__ENV.STEP, () => check(send('open ' + __ENV.PART), { [__ENV.CHECK]: () => true }));
            export const plain = () => http.get('/b');
            """;
        IReadOnlyDictionary<string, K6Series> functions = K6Reader.Parse(Dynamic, "shop.js", new Dictionary<string, string>(), out _)!.Functions;
        Assert.Equal(["open cart", "GET /a", "other requests"], functions["default"].Requests.Select(r => r.Name));
        Assert.Equal(["all checks", "paid", "other"], functions["default"].Checks);
        Assert.Equal(["buy", "other"], functions["default"].Groups);
        Assert.Equal(["GET /b", "other requests"], functions["plain"].Requests.Select(r => r.Name));
    }

    [Fact]
    public void A_function_measures_what_it_can_come_to_call()
    {
        Assert.Equal(["browse"], Of("default").Groups);
        Assert.Equal(["all checks", "is 200", "found"], Of("default").Checks);
        Assert.Empty(Of("buy").Checks);
        Assert.Equal(
            [new K6Metric("waiting", MeasureKind.Trend, MetricUnit.Milliseconds), new K6Metric("good", MeasureKind.Rate, MetricUnit.Share)],
            Of("default").Metrics);
        Assert.Equal(
            [new K6Metric("size", MeasureKind.Trend, MetricUnit.Count), new K6Metric("sold", MeasureKind.Counter, MetricUnit.Count)],
            Of("buy").Metrics);
    }

    [Fact]
    public void What_a_page_leads_to_is_counted_by_its_tag_or_with_the_other_requests()
    {
        K6Script script = K6Reader.Parse(
            """
            import http from 'k6/http';
            export default () => {
              const page = http.get(`${__ENV.BASE_URL}/a`);
              page.submitForm({ fields: { q: 1 }, params: { tags: { name: 'search' } } });
              page.clickLink();
            };
            """,
            "s.js",
            new Dictionary<string, string>(),
            out _)!;
        Assert.Equal(["search", "GET /a", "other requests"], script.Functions["default"].Requests.Select(r => r.Name));
        Assert.Equal(3, script.Functions["default"].Sends);
    }

    [Fact]
    public void Where_requests_go_is_known() => Assert.Equal(["https://shop.example", "https://cdn.example"], _script.Origins);

    [Theory]
    [InlineData("https://shop.example/products/42?sort=up", "/products/42")]
    [InlineData("https://shop.example", "/")]
    [InlineData("{base}/products/{id}#top", "/products/{id}")]
    [InlineData("/products", "/products")]
    public void The_path_of_an_address_is_what_follows_its_host(string address, string path) => Assert.Equal(path, K6Paths.PathOf(address));

    [Theory]
    [InlineData("/products/*", "/products/42", true)]
    [InlineData("/products/*", "/products/42/more", false)]
    [InlineData("/products", "/product", false)]
    public void A_path_fits_segment_by_segment(string pattern, string path, bool fits) => Assert.Equal(fits, K6Paths.Fits(pattern, path));

    [Theory]
    [InlineData("/products/*", "/api/v1/products/42", true)]
    [InlineData("/products/*", "/products/42", true)]
    [InlineData("/*/items", "/api/7/items", false)]
    [InlineData("/", "/api/", false)]
    public void The_end_of_a_path_fits_where_the_target_has_a_path_of_its_own(string pattern, string path, bool fits) =>
        Assert.Equal(fits, K6Paths.FitsEnd(pattern, path));

    [Fact]
    public void Names_that_it_makes_are_measured_by_the_functions_that_make_them()
    {
        K6Script script = K6Reader.Parse(
            """
            import http from 'k6/http';
            import { check, group } from 'k6';
            const send = (name) => http.get(`${__ENV.BASE_URL}/a`, { tags: { name } });
            export default () => group(`step ${__ITER}`, () => check(send('x' + __VU), { [`is ${__VU}`]: () => true }));
            export const plain = () => group('b', () => http.get(`${__ENV.BASE_URL}/b`));
            """,
            "s.js",
            new Dictionary<string, string>(),
            out _)!.Naming(new K6MadeNames(["x1"], ["step 0"], ["is 1"], []));
        Assert.Equal(["x1", "GET /a", "other requests"], script.Functions["default"].Requests.Select(r => r.Name));
        Assert.Equal(["step 0", "other"], script.Functions["default"].Groups);
        Assert.Equal(["is 1", "all checks", "other"], script.Functions["default"].Checks);
        Assert.Equal(["GET /b", "other requests"], script.Functions["plain"].Requests.Select(r => r.Name));
        Assert.Equal(["b"], script.Functions["plain"].Groups);
    }

    [Fact]
    public void Names_that_are_made_while_it_runs_are_counted_together()
    {
        K6Script script = K6Reader.Parse(
            """
            import http from 'k6/http';
            import { check, group } from 'k6';
            export default function () {
              for (const name of ['a', 'b']) group(`group ${name}`, () => http.get(`${__ENV.BASE_URL}/x`));
              check(1, { [`is ${__VU}`]: () => true, fixed: () => true });
            }
            """,
            "s.js",
            new Dictionary<string, string>(),
            out _)!;
        Assert.Equal(["other"], script.Functions["default"].Groups);
        Assert.Equal(["all checks", "fixed", "other"], script.Functions["default"].Checks);
    }

    [Fact]
    public void A_function_that_can_come_to_abort_the_test_has_a_check_of_it()
    {
        K6Script script = K6Reader.Parse(
            """
            import exec from 'k6/execution';
            import { test } from 'k6/execution';
            const end = () => exec.test.abort('enough');
            export default function () { if (__ITER > 3) end(); }
            export function other() { test.abort(); }
            export function plain() { new AbortController().abort(); }
            """,
            "s.js",
            new Dictionary<string, string>(),
            out _)!;
        Assert.Equal(
            [["test is not aborted"], ["test is not aborted"], []],
            new[] { "default", "other", "plain" }.Select(f => script.Functions[f].Checks));
    }

    [Fact]
    public void Sockets_are_requests_and_streams_of_the_functions_that_open_them()
    {
        K6Script script = K6Reader.Parse(
            """
            import ws from 'k6/ws';
            import { WebSocket } from 'k6/experimental/websockets';
            const BASE = 'wss://chat.example';
            export default function () { ws.connect(`${BASE}/rooms/${__VU}`, (socket) => socket.on('open', () => sleep(1))); }
            export function named() { return new WebSocket(BASE, null, { tags: { name: 'lobby' } }); }
            export function plain() {}
            """,
            "s.js",
            new Dictionary<string, string>(),
            out _)!;
        Assert.Equal(["connect /rooms/{__VU}", "other requests"], script.Functions["default"].Requests.Select(r => r.Name));
        Assert.Equal(["lobby", "other requests"], script.Functions["named"].Requests.Select(r => r.Name));
        Assert.Equal([["socket"], ["socket"], []], new[] { "default", "named", "plain" }.Select(f => script.Functions[f].Streams));
        Assert.Equal(["https://chat.example"], script.Origins);
    }

    [Fact]
    public void Methods_that_are_called_over_grpc_are_requests_by_their_names()
    {
        K6Script script = K6Reader.Parse(
            """
            import grpc from 'k6/net/grpc';
            const client = new grpc.Client();
            const ADDRESS = __ENV.ADDRESS || '10.0.0.1:50051';
            export default function () {
              client.connect('grpc.shop.example:443', {});
              client.invoke('/shop.v1.Catalog/GetItem', {});
              client.invoke('shop.v1.Catalog/Find', {}, { tags: { name: 'find' } });
            }
            export function plain() { client.connect(ADDRESS, { plaintext: true }); }
            """,
            "s.js",
            new Dictionary<string, string>(),
            out _)!;
        Assert.Equal(["find", "shop.v1.Catalog/GetItem", "other requests"], script.Functions["default"].Requests.Select(r => r.Name));
        Assert.Equal((true, false), (script.Functions["default"].CallsMethods, script.Functions["plain"].CallsMethods));
        Assert.Equal(["https://grpc.shop.example:443", "http://10.0.0.1:50051"], script.Origins);
    }

    [Fact]
    public void Secrets_are_those_that_the_text_names()
    {
        K6Script script = K6Reader.Parse(
            """
            import secrets from 'k6/secrets';
            import { get } from 'k6/http';
            const NAME = 'second';
            export default async function () {
              await secrets.get('api-key');
              await (await secrets.source('vault')).get(NAME);
              get('/not-one');
            }
            """,
            "s.js",
            new Dictionary<string, string>(),
            out _)!;
        Assert.Equal(["api_key", "second"], script.Secrets);
    }

    private K6Series Of(string function) => _script.Functions[function];

    [Theory]
    [InlineData("kind:html", "page")]
    [InlineData("kind:css", "")]
    [InlineData("team:shop", "pay")]
    [InlineData("group:::cart", "pay")]
    [InlineData("method:POST", "pay")]
    [InlineData("name:https://shop.example/", "page")]
    [InlineData("url:https://shop.example/elsewhere", "page", "pay")]
    [InlineData("kind:html,status:200", "page")]
    [InlineData("group:::cart,kind:html", "")]
    public void Requests_are_counted_by_tags_in_the_functions_that_may_send_such(string tags, params string[] functions)
    {
        K6Script script = K6Reader.Parse(
            """
            import http from 'k6/http';
            import { group } from 'k6';
            export const page = () => http.get(`${__ENV.BASE_URL}/`, { tags: { kind: 'html' } });
            export const pay = (data) => group('cart', () => http.post(`${__ENV.BASE_URL}/pay`, null, { tags: { team: data.team } }));
            """,
            "s.js",
            new Dictionary<string, string>(),
            out _)!.Naming(K6MadeNames.None with { Tags = [K6TagFilter.Parse(tags)!] });
        Assert.Equal(functions.Where(f => f.Length > 0), script.Functions.Where(f => f.Value.Requests.Any(r => r.Tags is not null)).Select(f => f.Key));
    }
}
