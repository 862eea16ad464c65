using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PerfFunctions.Api;
using PerfFunctions.Cli.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Cli.Tests.Scripts;

/// <summary><c>perf run script.js</c></summary>
public sealed class ScriptCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("perf-script-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_script_and_its_modules_reach_the_service_as_a_plan_with_one_file()
    {
        Write("lib/api.ts", "import http from 'k6/http';\nexport const list = (base: string): any => http.get(`${base}/products`);");
        string script = Write("Shop Test.ts", """
            import { list } from './lib/api';
            export const options = { thresholds: { http_req_failed: ['rate<0.01'] } };
            export default function (): void { list(__ENV.BASE_URL); }
            """);
        string body = await SentAsync(script, "--env", "BASE_URL=https://shop.example", "--vus", "3", "--duration", "20s");
        string[] parts =
        [
            "target: 'https://shop.example'", "users: { count: 3, for: 20s }", "- 'default.errors < 1%'", "file: 'Shop-Test.js'", "filename=\"Shop-Test.js\"",
            "http.get(`${base}/products`)",
        ];
        Assert.All(parts, part => Assert.Contains(part, body, StringComparison.Ordinal));
        Assert.DoesNotContain(": string", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_reasons_why_a_script_cannot_be_run_are_named_with_their_lines() => (await Perf.RunAsync(["run", Write("bad.js", """
        import http from 'k6/http';
        import sql from 'k6/x/sql';
        http.get('https://shop.example');
        import ws from 'k6/experimental/redis';
        export default function () { sql.open(ws); }
        """)])).IsToldAs("bad.js cannot be run for 2 reasons:", "bad.js line 2, column 17: 'k6/x/sql' is an extension of k6", "bad.js line 4, column 16: there is no module 'k6/experimental/redis'");

    [Fact]
    public async Task Modules_from_the_network_are_pinned_by_hash_and_a_changed_one_is_refused()
    {
        string answer = "export const two = () => 2;";
        await using StubService modules = await StubService.StartAsync(context => context.Response.WriteAsync(answer));
        string script = Write("shop.js", $$"""
            import { two } from '{{modules.Address}}lib/two.js';
            export default function () { if (two() !== 2) throw new Error('not two'); }
            """);
        PerfEnd first = await Perf.RunAsync(["bundle", script]);
        Assert.True(first.Code == 0, first.Errors);
        Assert.Contains("k6.lock.json pins 1 module from the network", first.Errors, StringComparison.Ordinal);
        string bundle = await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "shop.bundle.js"));
        Assert.Contains("var two = () => 2;", bundle, StringComparison.Ordinal);
        string pinned = await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "k6.lock.json"));

        PerfEnd again = await Perf.RunAsync(["bundle", script, "--out", Path.Combine(_folder.FullName, "again.js")]);
        Assert.Equal((0, ""), (again.Code, again.Errors));
        Assert.Equal(bundle, await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "again.js")));

        answer = "export const two = () => 3;";
        (await Perf.RunAsync(["bundle", script])).IsToldAs($"shop.js line 1: {modules.Address}lib/two.js is not what k6.lock.json pins");
        Assert.Equal(bundle, await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "shop.bundle.js")));
        Assert.Equal(pinned, await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "k6.lock.json")));
    }

    [Fact]
    public async Task All_modules_that_cannot_be_had_are_named_with_their_lines_and_nothing_is_pinned()
    {
        await using StubService modules = await StubService.StartAsync(404, "text/plain", "none");
        string script = Write("bad.js", $"""
            import '{modules.Address}none.js';
            import 'http://modules.example/plain.js';
            import './none.js';
            export default function () {"{}"}
            """);
        (await Perf.RunAsync(["bundle", script])).IsToldAs(
            $"bad.js line 1: {modules.Address}none.js cannot be fetched: it answers with status 404",
            "bad.js line 2: modules from the network need https, unlike http://modules.example/plain.js",
            "bad.js line 3: Could not resolve \"./none.js\"");
        Assert.Equal([script], Directory.GetFiles(_folder.FullName));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{ "https://modules.example/two.js": 2 }""")]
    public async Task A_lock_that_pins_nothing_is_refused_in_one_message(string text)
    {
        string file = Write("k6.lock.json", text);
        string script = Write("shop.ts", "export default function (): void {}");
        PerfEnd end = await Perf.RunAsync(["bundle", script]);
        end.IsToldAs($"{file} is not a map of addresses to hashes; delete it to pin the modules again.");
        Assert.DoesNotContain("    at ", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_in_a_module_is_shown_with_the_line_of_the_module()
    {
        Write("lib/chat.ts", "\n\nimport ws from 'k6/x/chat';\nexport const say = (text: string) => ws.say(text);");
        string script = Write("shop.ts", "import { say } from './lib/chat';\nexport default function (): void { say('hello'); }");
        (await Perf.RunAsync(["run", script])).IsToldAs("lib/chat.ts line 3: 'k6/x/chat' is an extension of k6, which cannot be run");
    }

    [Fact]
    public async Task Options_of_scripts_are_refused_for_plans() =>
        (await Perf.RunAsync(["run", "-", "--vus", "3"], "version: 1\nname: p\npages: { home: { path: / } }")).IsToldAs("--vus is for k6 scripts (.js, .ts)");

    [Theory]
    [InlineData("--env", "A", "--env 'A' is not NAME=VALUE.")]
    [InlineData("--stage", "30s", "--stage '30s' is not LENGTH:USERS, such as 30s:20.")]
    public async Task What_an_option_cannot_be_is_refused(string option, string value, string message) =>
        (await Perf.RunAsync(["run", Write("ok.js", "export default function () {}"), option, value])).IsToldAs(message);

    [Fact]
    public async Task Files_that_a_script_opens_are_sent_along()
    {
        Write("data/my users.csv", "name\nanna\n");
        Write("logo.png", "not really");
        string script = Write("load/shop.js", """
            const users = open('../data/my users.csv').split('\n');
            const logo = open(`${__ENV.FILES}/logo.png`, 'b');
            export const options = { vus: users.length, duration: '10s' };
            export default function () { if (logo.byteLength !== 10) throw new Error('no logo'); }
            """);
        string body = await SentAsync(script, "--env", $"FILES={_folder.FullName}", "--target", "https://shop.example");
        string logo = K6Script.PathOf($"{_folder.FullName}/logo.png");
        string[] parts = ["users: { count: 3, for: 10s }", $"files: [ 'data/my-users.csv', '{logo}' ]", "filename=\"data/my-users.csv\"", $"filename=\"{logo}\""];
        Assert.All(parts, part => Assert.Contains(part, body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_scenario_whose_function_is_missing_is_refused() => (await Perf.RunAsync(["run", Write("shop.js", """
        import http from 'k6/http';
        export const options = { scenarios: { a: { executor: 'constant-vus', exec: 'browse' } }, thresholds: { http_req_duration: ['p(95)<500'] } };
        export function browse() { http.get('https://shop.example'); }
        """), "--vus", "2", "--duration", "3s"])).IsToldAs("shop.js cannot be run for 1 reason:", "the script exports no function 'default'; allowed: browse");

    [Theory]
    [InlineData("open('./none.csv')", "shop.js line 1: Error: './none.csv' is not among the files of the script")]
    [InlineData("open('../a.csv'); open('./a.csv')", "which would both be 'a.csv' beside the plan; rename one")]
    public async Task A_file_that_cannot_be_sent_along_is_refused(string opens, string message)
    {
        Write("a.csv", "1");
        Write("load/a.csv", "2");
        string script = Write("load/shop.js", $"{opens};\nexport default function () {{}}");
        (await Perf.RunAsync(["run", script, "--target", "https://shop.example"])).IsToldAs(message);
    }

    // What reaches the service.
    private static async Task<string> SentAsync(string script, params string[] arguments)
    {
        string? body = null;
        await using StubService service = await StubService.StartAsync(async context =>
        {
            if (context.Request.Method == "POST")
            {
                body = await new StreamReader(context.Request.Body).ReadToEndAsync();
                await context.Response.WriteAsJsonAsync(new RunAccepted("1", "s", "r", "p"));
                return;
            }

            await context.Response.WriteAsync(JsonSerializer.Serialize(Samples.Ended(RunOutcome.Passed), PerfJson.Options));
        });
        PerfEnd end = await Perf.RunAsync(["run", script, .. arguments, "--server", service.Address.ToString()]);
        Assert.True(end.Code == 0, end.Errors);
        Assert.NotNull(body);
        return body;
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
