using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PerfFunctions.Api;
using PerfFunctions.Api.Histograms;
using PerfFunctions.Cli.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Cli.Tests.Scripts;

/// <summary><c>handleSummary</c> after <c>perf run script.js</c></summary>
public sealed class ScriptSummaryTests : IDisposable
{
    private const string Script = """
        import http from 'k6/http';
        import { Trend, Counter } from 'k6/metrics';
        const size = new Trend('size');
        const seen = new Counter('seen');
        export const options = {
          scenarios: {
            browse: { executor: 'constant-vus', vus: 1, duration: '10s' },
            'To Buy': { executor: 'constant-vus', vus: 1, duration: '20s', exec: 'buy' },
          },
          thresholds: {
            http_req_duration: ['p(95)<500', 'avg<1'],
            'http_req_duration{name:cart}': ['max<5000'],
            'http_req_duration{scenario:To Buy}': ['p(95)<500'],
          },
        };
        export default function () { http.get(`${__ENV.BASE_URL}/`, { tags: { name: 'cart' } }); size.add(1); seen.add(1); }
        export function buy() { http.get(`${__ENV.BASE_URL}/`, { tags: { name: 'cart' } }); }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("perf-summary-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_is_given_what_the_run_measured_over_all_shards_in_the_shape_of_k6()
    {
        PerfEnd end = await RunAsync("return { 'data.json': JSON.stringify(data) };");
        Assert.Equal((1, ""), (end.Code, NotesOut(end.Errors)));
        JsonNode data = JsonNode.Parse(Read("data.json"))!;
        Assert.Equal(20_000, data["state"]!["testRunDurationMs"]!.GetValue<double>());
        Assert.False(data["state"]!["isStdOutTTY"]!.GetValue<bool>());
        Assert.Equal("""["avg","min","med","max","p(90)","p(95)"]""", data["options"]!["summaryTrendStats"]!.ToJsonString());
        Assert.Equal("""{"count":30,"rate":2}""", data["metrics"]!["http_reqs"]!["values"]!.ToJsonString());
        Assert.Equal("""{"rate":0.1,"passes":3,"fails":27}""", data["metrics"]!["http_req_failed"]!["values"]!.ToJsonString());
        Assert.Equal("""{"count":40,"rate":4}""", data["metrics"]!["seen"]!["values"]!.ToJsonString());
        Assert.Equal("""{"type":"rate","contains":"default","values":{"rate":0.75,"passes":15,"fails":5}}""", data["metrics"]!["checks"]!.ToJsonString());
        JsonNode duration = data["metrics"]!["http_req_duration"]!;
        Assert.Equal(("trend", "time"), (duration["type"]!.GetValue<string>(), duration["contains"]!.GetValue<string>()));
        Assert.Equal(20, duration["values"]!["avg"]!.GetValue<double>(), 0.5);
        Assert.Equal(30, duration["values"]!["p(95)"]!.GetValue<double>(), 0.1);
        Assert.Equal("""{"p(95)\u003C500":{"ok":true},"avg\u003C1":{"ok":false}}""", duration["thresholds"]!.ToJsonString());
        Assert.Equal(30, data["metrics"]!["http_req_duration{scenario:To Buy}"]!["values"]!["min"]!.GetValue<double>(), 0.1);
        Assert.Equal(
            """{"type":"trend","contains":"time","values":{"avg":0,"min":0,"med":0,"max":0,"p(90)":0,"p(95)":0},"thresholds":{"max\u003C5000":{"ok":false}}}""",
            data["metrics"]!["http_req_duration{name:cart}"]!.ToJsonString());
        Assert.Equal(7, data["metrics"]!["size"]!["values"]!["med"]!.GetValue<double>(), 0.01);
        JsonNode root = data["root_group"]!;
        Assert.Equal(["", "::front"], [root["path"]!.GetValue<string>(), root["groups"]![0]!["path"]!.GetValue<string>()]);
        Assert.Equal("d41d8cd98f00b204e9800998ecf8427e", root["id"]!.GetValue<string>());
        Assert.Equal("is 200 ::is 200 15 5", string.Join(' ', ((string[])["name", "path", "passes", "fails"]).Select(k => root["checks"]![0]![k]!.ToString())));
        Assert.All((string[])["vus", "vus_max", "http_req_blocked", "http_req_waiting", "dropped_iterations"], name => Assert.Null(data["metrics"]![name]));
    }

    [Fact]
    public async Task What_it_returns_is_written_and_the_verdict_stays()
    {
        PerfEnd end = await RunAsync("return { stdout: '\\x1b[31mmy summary\\x1b[0m\\x1b]0;x\\x07', stderr: 'my errors\\n', 'a.txt': 'one', 'b.bin': new Uint8Array([7]) };");
        Assert.Equal(1, end.Code);
        Assert.Contains("\x1b[31mmy summary\x1b[0m]0;x\n", end.Output, StringComparison.Ordinal);
        Assert.True(end.Output.IndexOf("my summary", StringComparison.Ordinal) < end.Output.IndexOf("FAILED  the [red]headline[/]", StringComparison.Ordinal), end.Output);
        Assert.Equal("my errors\n", NotesOut(end.Errors));
        Assert.Equal("one", Read("a.txt"));
        Assert.Equal([7], await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "b.bin"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_program_finds_the_run_on_standard_output_and_nothing_else()
    {
        PerfEnd end = await RunAsync("return { stdout: 'my summary' };", "--json");
        Assert.Equal("20260304050607089-a1", JsonNode.Parse(end.Output)!["runId"]!.GetValue<string>());
        Assert.Contains("my summary\n", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_written_in_the_current_folder_and_below_only()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "there"));
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "link.txt"), Path.Combine(Path.GetTempPath(), "perf-summary-link.txt"));
        PerfEnd end = await RunAsync($"return {{ 'there/a.txt': 'a', '{_folder.FullName}/b.txt': 'b', '../c.txt': '', '/tmp/d.txt': '', '.git/e': '', 'none/f.txt': '', 'link.txt': '', '': '' }};");
        Assert.Equal((1, "a", "b"), (end.Code, Read("there/a.txt"), Read("b.txt")));
        Assert.Equal(
            $"""
            handleSummary: '../c.txt' is not written: it is outside of the current folder.
            handleSummary: '/tmp/d.txt' is not written: it is outside of the current folder.
            handleSummary: '.git/e' is not written: '.git' begins with a dot.
            handleSummary: 'none/f.txt' is not written: its folder does not exist.
            handleSummary: 'link.txt' is not written: '{_folder.FullName}/link.txt' is a link.
            handleSummary: '' is not written: it is not the path of a file.

            """,
            NotesOut(end.Errors));
    }

    [Theory]
    [InlineData("throw new Error('no template');", "handleSummary failed, so that only the verdict is shown: shop.js line 19: Error: no template\n")]
    [InlineData("return 'text';", "handleSummary failed, so that only the verdict is shown: shop.js: it returns a value of type string, which must be an object of texts by name\n")]
    [InlineData("return undefined;", "")]
    public async Task A_failure_changes_neither_verdict_nor_exit_code(string body, string message)
    {
        PerfEnd end = await RunAsync(body);
        Assert.Equal((1, message), (end.Code, NotesOut(end.Errors)));
        Assert.Contains("FAILED  the [red]headline[/]", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_measured_nothing_has_no_summary()
    {
        PerfEnd end = await RunAsync("return { stdout: 'my summary' };", measured: null);
        Assert.Equal((1, "handleSummary is not called: Run '1' measured nothing.\n"), (end.Code, NotesOut(end.Errors)));
        Assert.DoesNotContain("my summary", end.Output, StringComparison.Ordinal);
    }

    private Task<PerfEnd> RunAsync(string body, params string[] arguments) => RunAsync(body, Measured(), arguments);

    private async Task<PerfEnd> RunAsync(string body, HistogramsView? measured, params string[] arguments)
    {
        string script = Path.Combine(_folder.FullName, "shop.js");
        await File.WriteAllTextAsync(script, $"{Script}\nexport function handleSummary(data) {{\n{body}\n}}");
        await using StubService service = await StubService.StartAsync(async context =>
        {
            bool isMissing = context.Request.Path.Value!.EndsWith("/histograms", StringComparison.Ordinal) && measured is null;
            context.Response.StatusCode = isMissing ? 409 : 200;
            await context.Response.WriteAsync(
                isMissing ? """{ "title": "Run '1' measured nothing." }"""
                : context.Request.Method == "POST" ? JsonSerializer.Serialize(new RunAccepted("1", "s", "r", "p"), PerfJson.Options)
                : context.Request.Path.Value.EndsWith("/histograms", StringComparison.Ordinal) ? JsonSerializer.Serialize(measured, PerfJson.Options)
                : JsonSerializer.Serialize(
                    Samples.Ended(
                        RunOutcome.Failed, Samples.Rule("load.service.p95 < 500ms", RuleStatus.Pass), Samples.Rule("load.service.mean < 1ms", RuleStatus.Fail),
                        Samples.Rule("browse.request.cart.service.max < 5000ms", RuleStatus.Pass), Samples.Rule("to-buy.request.cart.service.max < 5000ms", RuleStatus.NoData),
                        Samples.Rule("to-buy.service.p95 < 500ms", RuleStatus.Pass)),
                    PerfJson.Options));
        });
        return await Perf.RunInAsync(_folder.FullName, ["run", script, "--env", "BASE_URL=https://shop.example", "--server", service.Address.ToString(), .. arguments]);
    }

    private string Read(string file) => File.ReadAllText(Path.Combine(_folder.FullName, file));

    private static string NotesOut(string errors) => string.Concat(errors.Split('\n').Where(l => !l.StartsWith("note: ", StringComparison.Ordinal)).Select(l => $"{l}\n"))[..^1];

    // 10 and 20 requests of 10 ms and 30 ms, of which one and two failed; 15 of 20 checks held.
    private static HistogramsView Measured() => new("1",
    [
        new ScenarioHistograms
        {
            Name = "browse",
            DurationSeconds = 10,
            Whole = Series("", "", 10, 1, Times(10, 15)),
            Series =
            [
                Series("request.cart", "cart", 0, 0, []),
                Series("group.front", "front", 0, 0, []),
                Series("check.all-checks", "all checks", 20, 5, []),
                Series("check.is-200", "is 200", 20, 5, []),
                Series("measure.size", "size", 10, 0, []) with { Response = Times(7, 10), Unit = MetricUnit.Count },
                Series("measure.seen", "seen", 40, 0, []) with { Measure = MeasureKind.Counter, Unit = MetricUnit.Count, Sum = 40 },
            ],
        },
        new ScenarioHistograms { Name = "to-buy", DurationSeconds = 20, Whole = Series("", "", 20, 2, Times(30, 15)) },
    ]);

    private static SeriesHistograms Series(string key, string name, long completed, long failed, byte[] service) => new()
    {
        Key = key,
        Name = name,
        Counts = new IntervalCounts { Sent = completed, Completed = completed, Failed = failed },
        CompletedInTime = completed,
        Service = service,
    };

    private static byte[] Times(double ms, int count)
    {
        LatencyHistogram times = new();
        for (int i = 0; i < count; i++)
        {
            times.RecordMs(ms);
        }

        return times.Encode();
    }
}
