using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PerfFunctions.Api;
using PerfFunctions.Cli.Tests.Parts;
using PerfFunctions.Engine.Budgets;
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
        PerfEnd end = await Perf.RunAsync(
            ["run", script, "--env", "BASE_URL=https://shop.example", "--vus", "3", "--duration", "20s", "--server", service.Address.ToString()]);
        Assert.True(end.Code == 0, end.Errors);
        Assert.NotNull(body);
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
        import ws from 'k6/ws';
        export default function () {}
        """)])).IsToldAs("bad.js cannot be run for 2 reasons:", "bad.js line 2, column 17: 'k6/x/sql' is an extension of k6", "bad.js line 4, column 16: there is no module 'k6/ws'");

    [Fact]
    public async Task Options_of_scripts_are_refused_for_plans() =>
        (await Perf.RunAsync(["run", "-", "--vus", "3"], "version: 1\nname: p\npages: { home: { path: / } }")).IsToldAs("--vus is for k6 scripts (.js, .ts)");

    [Theory]
    [InlineData("--env", "A", "--env 'A' is not NAME=VALUE.")]
    [InlineData("--stage", "30s", "--stage '30s' is not LENGTH:USERS, such as 30s:20.")]
    public async Task What_an_option_cannot_be_is_refused(string option, string value, string message) =>
        (await Perf.RunAsync(["run", Write("ok.js", "export default function () {}"), option, value])).IsToldAs(message);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
