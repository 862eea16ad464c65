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
    [InlineData("export default () => { http.asyncRequest('GET', '/a').then(() => {}) }", "export default () => { http.asyncRequest('GET', '/a').then(() => {}) }")]
    [InlineData("export default () => { get('/a').submitForm({ fields: { q: 1 } }) }", "export default async () => { await (await get('/a')).submitForm({ fields: { q: 1 } }) }")]
    [InlineData("export default () => { get('/a').clickLink().json() }", "export default async () => { 0, (await (await get('/a')).clickLink()).json() }")]
    [InlineData("const go = (res) => res.clickLink(); export default () => go(get('/a'))", "const go = async (res) => (await res.clickLink()); export default async () => (await go((await get('/a'))))")]
    [InlineData("const sum = (a) => a.map((x) => x + 1); export default () => sum([1])", "const sum = (a) => a.map((x) => x + 1); export default () => sum([1])")]
    public void It_waits(string script, string waiting) => Assert.Equal($"{Imports}\n{waiting}", Parse(script)!.Code);

    [Theory]
    [InlineData("http.get('/a'); export default () => {}", "line 2, column 1: 'http.get' is called while the script is read")]
    [InlineData("class A { constructor() { http.get('/a') } } export default () => new A()", "is called in a constructor, which cannot wait")]
    [InlineData("const o = { get x() { return http.get('/a') } }; export default () => o.x", "is called in a getter or setter, which cannot wait")]
    [InlineData("function* g() { http.get('/a') } export default () => g()", "is called in a generator, which cannot wait")]
    [InlineData("export default (r = http.get('/a')) => r", "is called in the parameters of a function")]
    [InlineData("export default () => { [2, 1].sort((a, b) => sleep(1)) }", "'sort' is given a function that sends or sleeps, and does not wait for it")]
    [InlineData("export default () => { check(1, {}); other(() => sleep(1)) }", "'other' is given a function that sends or sleeps, and does not wait for it")]
    [InlineData("const send = http.get; export default () => send('/a')", "'http' is used as a value")]
    [InlineData("const all = [sleep]; export default () => {}", "'sleep' is used as a value")]
    [InlineData("import x from 'k6/x/sql'; export default () => {}", "'k6/x/sql' is an extension of k6, which cannot be run")]
    [InlineData("import x from './lib.js'; export default () => {}", "'./lib.js' is a file of its own, and the script has to be one")]
    [InlineData("export default function () { const = 1 }", "Unexpected token '='")]
    public void What_cannot_wait_is_refused_with_its_line(string script, string message)
    {
        Assert.Null(Parse(script, out IReadOnlyList<string> problems));
        Assert.Contains(message, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        Parse("http.get('/a');\nimport x from 'k6/x/sql';\nimport y from 'k6/ws';\nexport default () => {}", out IReadOnlyList<string> problems);
        Assert.Equal(["script.js line 3", "script.js line 4"], problems.Select(p => p.Split(',')[0]));
    }

    private static K6Script? Parse(string script) => Parse(script, out _);

    private static K6Script? Parse(string script, out IReadOnlyList<string> problems) =>
        K6Reader.Parse($"{Imports}\n{script}", "script.js", new Dictionary<string, string>(), out problems);
}
