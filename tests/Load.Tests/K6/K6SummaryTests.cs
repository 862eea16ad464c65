using System.Text;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Plans.Reading.K6;
using PerfFunctions.Load.K6;

namespace PerfFunctions.Load.Tests.K6;

/// <summary>What a script makes of a run's results.</summary>
public sealed class K6SummaryTests
{
    private const string Data = """
        {
          "root_group": { "name": "", "path": "", "groups": [], "checks": [ { "name": "is 200", "passes": 3, "fails": 1 } ] },
          "options": { "summaryTrendStats": [ "avg", "p(95)" ], "summaryTimeUnit": "", "noColor": false },
          "metrics": {
            "http_req_duration": { "type": "trend", "contains": "time", "values": { "avg": 12.5, "p(95)": 40 }, "thresholds": { "p(95)<30": { "ok": false } } },
            "checks": { "type": "rate", "contains": "default", "values": { "rate": 0.75, "passes": 3, "fails": 1 } }
          }
        }
        """;

    // Shaped like the modules that scripts import for it: a table of text with widths, and a template made into a function.
    private const string Modules = """
        function widthOf(text) { let width = 0; for (const one of text.normalize('NFKC')) width += one === '\x1b' ? 0 : 1; return width; }
        function lineOf(name, metric, stats) {
          const values = metric.type === 'trend' ? stats.map((s) => `${s}=${metric.values[s].toFixed(2)}`) : [`${(metric.values.rate * 100).toFixed(1)}%`];
          const failed = Object.entries(metric.thresholds ?? {}).some(([, threshold]) => !threshold.ok);
          return `${failed ? '\x1b[31m✗\x1b[0m' : '✓'} ${name}${'.'.repeat(30 - widthOf(name))}: ${values.join(' ')}`;
        }
        function text(data, { indent = ' ' } = {}) {
          const options = Object.assign({}, { summaryTrendStats: [] }, data.options);
          const lines = [];
          Array.prototype.push.apply(lines, data.root_group.checks.map((c) => `${c.name}: ${c.passes} of ${c.passes + c.fails}`));
          const names = Object.keys(data.metrics).sort((a, b) => a.localeCompare(b));
          for (const name of names) lines.push(lineOf(name, data.metrics[name], options.summaryTrendStats));
          return lines.map((line) => indent + line).join('\n');
        }
        const root = new Function('return this;')();
        function render(template, data) {
          const source = template.split(/(<%=.*?%>)/).map((part) =>
            part.startsWith('<%=') ? `out += escape(${part.slice(3, -2)});` : `out += ${JSON.stringify(part)};`).join('\n');
          return new Function('locals', 'escape', `let out = ''; with (locals) { ${source} } return out;`)(data, (t) => String(t).replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`));
        }
        """;

    [Fact]
    public void Texts_tables_and_templates_are_made_of_the_data()
    {
        K6SummaryResult result = Run("""
            import http from 'k6/http';
            export default function () { http.get('https://shop.example/'); }
            export function handleSummary(data) {
              if (root.Promise !== Promise) throw new Error('the global object is another');
              return {
                stdout: text(data, { indent: '  ' }),
                'page.html': render('<b><%= metrics.checks.values.rate %> <%= "<i>" %></b>', data),
                'data.json': JSON.stringify(data.options, null, 2),
                bytes: new Uint8Array([1, 2]).buffer,
              };
            }
            """);
        Assert.Null(result.Failure);
        Assert.Equal(["stdout", "page.html", "data.json", "bytes"], result.Parts.Select(p => p.Name));
        Assert.Equal(
            """
              is 200: 3 of 4
              ✓ checks........................: 75.0%
              [31m✗[0m http_req_duration.............: avg=12.50 p(95)=40.00
            """.Replace("[31m", "\x1b[31m").Replace("[0m", "\x1b[0m"),
            TextOf(result, 0));
        Assert.Equal("<b>0.75 &#60;i&#62;</b>", TextOf(result, 1));
        Assert.Equal("{\n  \"summaryTrendStats\": [\n    \"avg\",\n    \"p(95)\"\n  ],\n  \"summaryTimeUnit\": \"\",\n  \"noColor\": false\n}", TextOf(result, 2));
        Assert.Equal([1, 2], result.Parts[3].Content);
    }

    [Fact]
    public void It_may_wait_for_what_is_there_and_may_return_nothing() =>
        Assert.Null(Run("export default () => {}; export async function handleSummary(data) { await Promise.resolve(1); }").Failure);

    [Theory]
    [InlineData("return 'all well';", "script.js: it returns a value of type string, which must be an object of texts by name")]
    [InlineData("return [1];", "script.js: it returns a list, which must be an object of texts by name")]
    [InlineData("return { stdout: 5 };", "script.js: it returns a value of type number for 'stdout', which must be a text or bytes")]
    [InlineData("const all = {}; for (let i = 0; i < 101; i++) all[i] = ''; return all;", "script.js: it returns more than 100 parts, which must be at most 100")]
    [InlineData("const none = data.metrics.vus.values;", "script.js line 2: TypeError: Cannot read properties of undefined (reading 'values')")]
    [InlineData("http.post('https://hooks.example', JSON.stringify(data));", "sends a request where there is no load")]
    [InlineData("return new Promise(() => {});", "script.js: waits for what never comes")]
    [InlineData("for (;;) {}", "script.js: runs more than 20,000,000 statements")]
    [InlineData("const all = []; for (;;) all.push('x'.repeat(900000) + all.length);", "script.js: needs more than 1,000 MB of memory")]
    [InlineData("return { a: new Function('(')() };", "script.js line 2: SyntaxError: Unexpected token '}'")]
    [InlineData("return { a: new Function(`return ${'('.repeat(800)}1${')'.repeat(800)}${'+1'.repeat(500)}`)() };", "makes a function of a text that is nested more than 400 levels deep")]
    [InlineData("return { a: new Function('x'.repeat(400000))() };", "makes a function of a text of more than 300,000 characters")]
    [InlineData("return { a: (async () => {}).constructor('return 1')() };", "makes code of a text in another way than by Function")]
    [InlineData("return { a: new Function('return (function* () {}).constructor')()('yield 1')() };", "makes code of a text in another way than by Function")]
    public void What_it_cannot_return_or_do_is_one_message(string body, string message)
    {
        K6SummaryResult result = Run($"import http from 'k6/http'; export default () => {{}}; export function handleSummary(data) {{\n{body} }}");
        Assert.Empty(result.Parts);
        Assert.Contains(message, result.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void What_it_sends_elsewhere_is_not_the_address_under_test() => Assert.Empty(Parse(
        "import http from 'k6/http'; export default () => {}; export function handleSummary() { http.post('https://hooks.example/x'); }").Origins);

    private static string TextOf(K6SummaryResult result, int part) => Encoding.UTF8.GetString(result.Parts[part].Content);

    private static K6SummaryResult Run(string script) => K6Summary.Run(Parse(script + "\n" + Modules), Data, _ => null, TimeProvider.System);

    private static K6Script Parse(string script)
    {
        K6Script? parsed = K6Reader.Parse(script, "script.js", new Dictionary<string, string>(), out IReadOnlyList<K6Problem> problems);
        Assert.True(parsed is not null, string.Join('\n', problems));
        return parsed!;
    }
}
