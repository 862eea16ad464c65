using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Plans.Reading.K6;

namespace PerfFunctions.Engine.Tests.Plans.Reading.K6;

/// <summary>A script is made to wait where it sends or sleeps, and nowhere else.</summary>
public class K6RewriterTests
{
    private const string Imports = "import http, { get } from 'k6/http'; import { sleep, group, check } from 'k6';";

    [Theory]
    [InlineData("export default function () { http.get('/a'); }", "export default async function () { await http.get('/a'); }")]
    [InlineData("export default () => http.get('/a').status;", "export default async () => (await http.get('/a')).status;")]
    [InlineData("export default function () { const r = get('/a'); }", "export default async function () { const r = (await get('/a')); }")]
    [InlineData("export default function () { sleep(1); }", "export default async function () { await sleep(1); }")]
    [InlineData("export default async function () { http.get('/a'); }", "export default async function () { await http.get('/a'); }")]
    [InlineData("const f = function () { http.get('/a') }; export default () => f();", "const f = async function () { await http.get('/a') }; export default async () => (await f());")]
    [InlineData("class A { go() { return http.get('/a') } } export default () => { new A().go() }", "class A { async go() { return (await http.get('/a')) } } export default async () => { await new A().go() }")]
    [InlineData("const o = { go() { sleep(1) } }; export default () => o.go()", "const o = { async go() { await sleep(1) } }; export default async () => (await o.go())")]
    [InlineData("export default () => { group('g', () => { sleep(1) }) }", "export default async () => { await group('g', async () => { await sleep(1) }) }")]
    [InlineData("export default () => { [1].forEach((n) => sleep(n)) }", "export default async () => { await __lists.forEach([1], async (n) => (await sleep(n))) }")]
    [InlineData("export default () => { (() => { sleep(1) })() }", "export default async () => { await (async () => { await sleep(1) })() }")]
    [InlineData("function each(f) { f(1) } export default () => { each((n) => sleep(n)) }", "async function each(f) { await f(1) } export default async () => { await each(async (n) => (await sleep(n))) }")]
    [InlineData("export default () => { const a = 1\nhttp.get('/a').json() }", "export default async () => { const a = 1\n0, (await http.get('/a')).json() }")]
    [InlineData("const f = () => sleep(1); const g = f; export default () => g()", "const f = async () => (await sleep(1)); const g = f; export default async () => (await g())")]
    [InlineData("const f = () => sleep(1); export default () => f.call(null)", "const f = async () => (await sleep(1)); export default async () => (await f.call(null))")]
    [InlineData("const f = () => sleep(1); const o = { a: f }; export default (n) => o[n]()", "const f = async () => (await sleep(1)); const o = { a: f }; export default async (n) => (await o[n]())")]
    [InlineData("const all = [() => sleep(1)]; export default () => { for (const one of all) one(); }", "const all = [async () => (await sleep(1))]; export default async () => { for (const one of all) await one(); }")]
    [InlineData("const make = () => () => sleep(1); export default () => make()()", "const make = () => async () => (await sleep(1)); export default async () => (await make()())")]
    [InlineData("export default () => { setTimeout(() => http.get('/a'), 10) }", "export default () => { setTimeout(async () => (await http.get('/a')), 10) }")]
    [InlineData("const tick = () => sleep(1); export default () => { setInterval(tick, 10) }", "const tick = async () => (await sleep(1)); export default () => { setInterval(tick, 10) }")]
    [InlineData("export default async () => { await new Promise((r) => setTimeout(() => { get('/a'); r() }, 1)) }", "export default async () => { await new Promise((r) => setTimeout(async () => { await get('/a'); r() }, 1)) }")]
    [InlineData("export default () => { http.asyncRequest('GET', '/a').then(() => {}) }", "export default () => { http.asyncRequest('GET', '/a').then(() => {}) }")]
    [InlineData("export default () => { get('/a').submitForm({ fields: { q: 1 } }) }", "export default async () => { await (await get('/a')).submitForm({ fields: { q: 1 } }) }")]
    [InlineData("export default () => { get('/a').clickLink().json() }", "export default async () => { 0, (await (await get('/a')).clickLink()).json() }")]
    [InlineData("const go = (res) => res.clickLink(); export default () => go(get('/a'))", "const go = async (res) => (await res.clickLink()); export default async () => (await go((await get('/a'))))")]
    [InlineData("const sum = (a) => a.map((x) => x + 1); export default () => sum([1])", "const sum = (a) => a.map((x) => x + 1); export default () => sum([1])")]
    [InlineData("const send = http.get; export default () => send('/a')", "const send = http.get; export default async () => (await send('/a'))")]
    [InlineData("const { post: send } = http; export default () => send('/a')", "const { post: send } = http; export default async () => (await send('/a'))")]
    [InlineData("const f = function g() { sleep(1) }; export default () => f()", "const f = async function g() { await sleep(1) }; export default async () => (await f())")]
    [InlineData("const all = { a: () => sleep(1) }; export default (n) => all[n]()", "const all = { a: async () => (await sleep(1)) }; export default async (n) => (await all[n]())")]
    [InlineData("const run = ({ f }) => f(); export default () => run({ f: () => sleep(1) })", "const run = async ({ f }) => (await f()); export default async () => (await run({ f: async () => (await sleep(1)) }))")]
    [InlineData("export default () => (0, http.get)('/a')", "export default async () => (await (0, http.get)('/a'))")]
    public void It_waits(string script, string waiting) => Assert.Equal($"{Imports}\n{waiting}", Parse(script)!.Code);

    [Theory]
    [InlineData("const f = () => sleep(1); const g = (f) => f + 1; export default () => { f(); g(2) }", "const f = async () => (await sleep(1)); const g = (f) => f + 1; export default async () => { await f(); g(2) }")]
    [InlineData("export default () => { const get = (x) => x; { const get = () => sleep(1); get() } get(1) }", "export default async () => { const get = (x) => x; { const get = async () => (await sleep(1)); await get() } get(1) }")]
    [InlineData("export default () => { try { sleep(1) } catch (sleep) { sleep(1) } }", "export default async () => { try { await sleep(1) } catch (sleep) { sleep(1) } }")]
    [InlineData("function f(sleep = 1, { group }) { sleep(1); group(1) } export default () => f()", "function f(sleep = 1, { group }) { sleep(1); group(1) } export default () => f()")]
    public void A_name_is_what_it_is_declared_to_be(string script, string waiting) => Assert.Equal($"{Imports}\n{waiting}", Parse(script)!.Code);

    [Theory]
    [InlineData("export default () => [2, 1].sort((a, b) => a.size() - b.size())", "export default () => [2, 1].sort((a, b) => __now(a.size(), 'a.size') - __now(b.size(), 'b.size'))")]
    [InlineData("class B { constructor(c) { c.size() } } export default () => {}", "class B { constructor(c) { __now(c.size(), 'c.size') } } export default () => {}")]
    [InlineData("const n = new Set([1]).size(); export default () => {}", "const n = __now(new Set([1]).size(), 'size'); export default () => {}")]
    public void What_only_might_wait_is_guarded_where_it_cannot(string script, string guarded)
    {
        const string A = "class A { size() { return http.get('/a').status } }";
        const string Waiting = "class A { async size() { return (await http.get('/a')).status } }";
        Assert.Equal($"{Imports}\n{Waiting} {guarded}", Parse($"{A} {script}")!.Code);
    }

    [Theory]
    [InlineData("import { browser } from 'k6/experimental/redis'; const open = () => browser.newPage(); export default () => get('/a')")]
    [InlineData("import { browser } from 'k6/experimental/redis'; class Page { open() { browser.newPage() } } export default () => { new Page(); get('/a') }")]
    public void A_module_that_nothing_uses_may_be_missing(string script) =>
        Assert.DoesNotContain("import { browser }", Parse(script)!.Code, StringComparison.Ordinal);

    [Theory]
    [InlineData("import { browser } from 'k6/experimental/redis'; const open = () => browser.newPage(); export default () => open()")]
    [InlineData("import { browser } from 'k6/experimental/redis'; const page = browser.newPage(); export default () => {}")]
    [InlineData("import 'k6/experimental/redis'; export default () => {}")]
    public void A_module_that_something_uses_may_not(string script)
    {
        Assert.Null(Parse(script, out IReadOnlyList<K6Problem> problems));
        Assert.Contains("line 2, column", Assert.Single(problems).ToString(), StringComparison.Ordinal);
        Assert.Contains("there is no module 'k6/experimental/redis'", problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_waits_where_it_is_given_what_waits_and_is_left_as_it_is_elsewhere()
    {
        const string Script = """
            var lib = (() => { const k6 = require('k6'); const run = (name, f) => k6.group(name, () => { f() }); const each = (all, g) => g(all.get(0)); return { run: () => run, each: () => each }; })();
            const all = { get: () => sleep(1) };
            export default () => { lib.run('a', () => { get('/a') }); all.get(0) }
            //# modules [["https://lib.example/index.js","shop.js"],[2,0,1],[3,1,1]]
            """;
        string[] lines = Parse(Script)!.Code.Split('\n');
        Assert.Equal(
            "var lib = (() => { const k6 = __required0; const run = async (name, f) => (await k6.group(name, async () => { await f() })); " +
            "const each = (all, g) => __now(g(__now(all.get(0), 'all.get')), 'g'); return { run: () => run, each: () => each }; })();",
            lines[1]);
        Assert.Equal("export default async () => { await lib.run('a', async () => { await get('/a') }); await all.get(0) }", lines[3]);
    }

    [Theory]
    [InlineData("const http = require('k6/http'); export default () => http.get('/a')", "k6/http", "const http = __required0; export default async () => (await http.get('/a'))")]
    [InlineData("const { sleep: wait } = require('k6'); export default () => wait(1)", "k6", "const { sleep: wait } = __required0; export default async () => (await wait(1))")]
    [InlineData("const h = __importDefault(require('k6/http')); export default () => h.default.get('/a')", "k6/http", "const h = __importDefault(__required0); export default async () => (await h.default.get('/a'))")]
    public void A_module_can_be_required(string script, string module, string waiting) =>
        Assert.Equal(
            $"import * as __required0 from '{module}'; {waiting}", K6Reader.Parse(script, "script.js", new Dictionary<string, string>(), out _)!.Code);

    [Theory]
    [InlineData("http.get('/a'); export default () => {}", "line 2, column 1: 'http.get' is called while the script is read")]
    [InlineData("class A { constructor() { http.get('/a') } } export default () => new A()", "is called in a constructor, which cannot wait")]
    [InlineData("const o = { get x() { return http.get('/a') } }; export default () => o.x", "is called in a getter or setter, which cannot wait")]
    [InlineData("function* g() { http.get('/a') } export default () => g()", "is called in a generator, which cannot wait")]
    [InlineData("export default (r = http.get('/a')) => r", "is called in the parameters of a function")]
    [InlineData("export default () => { [2, 1].sort((a, b) => sleep(1)) }", "'sort' is given a function that sends or sleeps, and does not wait for it")]
    [InlineData("export default () => { check(1, {}); other(() => sleep(1)) }", "'other' is given a function that sends or sleeps, and does not wait for it")]
    [InlineData("export default () => { const all = [http]; all[0].get('/a') }", "'http' is used as a value")]
    [InlineData("const x = require('k6/x/sql'); export default () => {}", "'k6/x/sql' is an extension of k6, which cannot be run")]
    [InlineData("const all = [sleep]; export default () => {}", "'sleep' is used as a value")]
    [InlineData("import x from 'k6/x/sql'; export default () => x.open()", "'k6/x/sql' is an extension of k6, which cannot be run")]
    [InlineData("import x from './lib.js'; export default () => {}", "'./lib.js' is a file of its own, and the script has to be one")]
    [InlineData("export default function () { const = 1 }", "Unexpected token '='")]
    public void What_cannot_wait_is_refused_with_its_line(string script, string message)
    {
        Assert.Null(Parse(script, out IReadOnlyList<K6Problem> problems));
        Assert.Contains(message, Assert.Single(problems).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 20_000)]
    [InlineData(false, 20_000)]
    public void Long_chains_of_calls_are_followed(bool isForward, int length)
    {
        IEnumerable<string> chain = Enumerable.Range(0, length).Select(i => $"function f{i}() {{ f{i + 1}() }}");
        string script = string.Join('\n', isForward ? chain : chain.Reverse());
        K6Script read = Parse($"{script}\nfunction f{length}() {{ sleep(1) }}\nexport default () => f0()")!;
        Assert.Contains("\nasync function f0() { await f1() }", read.Code, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_in_an_order_that_cannot_be_followed_are_refused()
    {
        // Every second link of the chain stands on the other side: each pass finds one.
        IEnumerable<int> order = Enumerable.Range(0, 2000).Where(i => i % 2 == 0).Concat(Enumerable.Range(0, 2000).Where(i => i % 2 == 1).Reverse());
        string script = string.Join('\n', order.Select(i => $"function f{i}() {{ f{i + 1}() }}"));
        Assert.Null(Parse($"{script}\nfunction f2000() {{ sleep(1) }}\nexport default () => f0()", out IReadOnlyList<K6Problem> problems));
        Assert.Contains("too many ways to be followed", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        Parse("http.get('/a');\nimport x from 'k6/x/sql';\nimport y from 'k6/experimental/redis';\nexport default () => y(x)", out IReadOnlyList<K6Problem> problems);
        Assert.Equal([("script.js", 3), ("script.js", 4)], problems.Select(p => (p.File, p.Line)));
    }

    private static K6Script? Parse(string script) => Parse(script, out _);

    private static K6Script? Parse(string script, out IReadOnlyList<K6Problem> problems) =>
        K6Reader.Parse($"{Imports}\n{script}", "script.js", new Dictionary<string, string>(), out problems);
}
