using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Plans.Reading.K6;

namespace PerfFunctions.Load.K6;

/// <summary>
/// Reads a script once before the first load with one: the engine's code is compiled the first time it runs, and that took up to
/// 300 ms of the first iterations.
/// </summary>
internal static class K6WarmUp
{
    private const string Source = """
        import http from 'k6/http';
        import { check, group, sleep } from 'k6';
        import { Trend } from 'k6/metrics';
        const times = new Trend('times', true);
        class Client { constructor(base) { this.base = base; } get(path) { return http.get(`${this.base}${path}`); } }
        export const options = { list: [1, 2].map((n) => ({ n, text: JSON.stringify({ n }) })), parsed: JSON.parse('{"a":[1,{"b":null}]}') };
        export default function () {
          group('all', () => { const res = new Client('http://target').get('/'); check(res, { ok: (r) => r.status === 200 }); times.add(1); });
          sleep(1);
        }
        """;

    private const string Pages = """
        import { parseHTML } from 'k6/html';
        const page = parseHTML('<ul><li class=a><a href=/b>c</a></ul><form><input name=d value=e></form>');
        export const options = { text: page.find('li.a > a, input').first().text(), fields: page.find('form').serialize() };
        export default function () {}
        """;

    private static readonly Lazy<string?> Done = new(() => Run(Source));
    private static readonly Lazy<string?> DonePages = new(() => Run(Pages));

    /// <summary>Does so; whatever goes wrong with it goes wrong with nothing else.</summary>
    /// <param name="readsPages">Whether the script of the load looks at HTML pages, and needs their parser, too.</param>
    public static void Once(bool readsPages)
    {
        _ = Done.Value;
        if (readsPages)
        {
            _ = DonePages.Value;
        }
    }

    private static string? Run(string source)
    {
        K6Script? script = K6Reader.Parse(source, "warm-up.js", new Dictionary<string, string>(), out _);
        K6Problem? failure = null;
        for (int i = 0; i < 3 && script is not null; i++)
        {
            K6Options.Read(script, K6Files.Of(script), () => TimeSpan.Zero, out failure);
        }

        return failure?.ToString();
    }
}
