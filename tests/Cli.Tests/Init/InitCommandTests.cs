using System.Text;
using Microsoft.AspNetCore.Http;
using PerfFunctions.Cli.Tests.Parts;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.Cli.Tests.Init;

public sealed class InitCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("perf-init-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_page_becomes_a_visit_of_a_few_of_its_own_links()
    {
        List<string> asked = [];
        await using StubService site = await StubService.StartAsync(async context =>
        {
            lock (asked)
            {
                asked.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            }

            context.Response.StatusCode = context.Request.Path == "/broken" ? 500 : context.Request.Path == "/away" ? 302 : 200;
            context.Response.Headers.Location = context.Request.Path == "/away" ? "http://127.0.0.1:9/" : default;
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync("""
                <!doctype html><title><a href="/title"></title><script>var x = '<a href="/script">';</script>
                <!-- <a href="/comment"> --><a href="/products">P</a><a href="/products#top">again</a><a href="/logout">out</a>
                <a href="https://other.example/">other</a><a href="mailto:a@b.example">mail</a><a href="/search?q=1">query</a>
                <a href="broken">b</a><a href="away">a</a><a rel="nofollow" href="/admin">n</a><a download href="/file.zip">d</a><a href="//[">x</a>
                """ + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"<a href='/p{i}'>")));
        });

        string file = Path.Combine(_folder, "new", "perf.yml");
        PerfEnd end = await Perf.RunAsync(["init", site.Address.ToString(), "--out", file, "--users", "7"]);
        Assert.True(end.Code == 0, end.Errors);
        PerfPlan plan = await ReadAsync(file);
        Assert.Equal(site.Address.GetLeftPart(UriPartial.Authority), plan.Target);
        Assert.Equal(["/", "/products", "/away", "/p0", "/p1", "/p2"], plan.Load[0].Flow.OfType<HttpStep>().Select(s => s.Path.ToString()));
        Assert.Equal("/", Assert.Single(plan.Pages).Path);
        Assert.Equal(7, plan.Objectives!.Journeys[0].Users);
        Assert.Equal(["GET /", "GET /products", "GET /broken", "GET /away", "GET /p0", "GET /p1", "GET /p2"], asked);
        string text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains("/broken: it answers with status 500", text, StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task An_openapi_description_may_be_fetched()
    {
        await using StubService site = await StubService.StartAsync(200, "application/json",
            """{ "openapi": "3.1.0", "servers": [ { "url": "/v1" } ], "paths": { "/a": { "get": { "operationId": "readA" } } } }""");
        PerfEnd end = await Perf.RunAsync(["init", $"{site.Address}openapi.json", "--out", "-"]);
        Assert.True(end.Code == 0, end.Errors);
        PerfPlan plan = Parse(end.Output);
        Assert.Equal($"{site.Address}v1", plan.Target);
        Assert.Equal("readA", Assert.IsType<HttpStep>(Assert.Single(plan.Load[0].Flow)).Name);
    }

    [Theory]
    [InlineData("api.yaml", "openapi: 3.0.0\npaths: { /a: { get: {} } }\n", "api")]
    [InlineData("api.json", "{ \"paths\": { \"/a\": { \"get\": {} } }, \"openapi\": \"3.0.0\" }", "api")]
    [InlineData("access.log", "1.1.1.1 - - [10/Oct/2026:13:55:36 -0700] \"GET /a HTTP/1.1\" 200 1\n", "traffic")]
    [InlineData("log.json", "{\"time\":\"2026-10-10T10:00:00Z\",\"request\":\"GET /a HTTP/1.1\",\"status\":200}\n", "traffic")]
    public async Task A_file_is_recognized_by_what_is_in_it(string name, string text, string scenario)
    {
        string file = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(file, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), TestContext.Current.CancellationToken);
        PerfEnd end = await Perf.RunAsync(["init", file, "--target", "https://shop.example", "--out", "-"]);
        Assert.True(end.Code == 0, end.Errors);
        Assert.Equal((scenario, "https://shop.example"), (Assert.Single(Parse(end.Output).Load).Name, Parse(end.Output).Target));
    }

    [Fact]
    public async Task A_file_that_exists_is_overwritten_only_when_that_is_asked_for()
    {
        string log = Path.Combine(_folder, "access.log");
        string file = Path.Combine(_folder, "perf.yml");
        const string Line = "1.1.1.1 - - [10/Oct/2026:13:55:36 -0700] \"GET /a HTTP/1.1\" 200 1\n";
        await File.WriteAllTextAsync(log, Line, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);
        string[] arguments = ["init", log, "--target", "https://shop.example", "--out", file];
        (await Perf.RunAsync(arguments)).IsToldAs(file, "--force");
        Assert.Equal("mine", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(0, (await Perf.RunAsync([.. arguments, "--force"])).Code);
        await ReadAsync(file);
    }

    [Theory]
    [InlineData("no/such.log", "cannot be read")]
    [InlineData("http://127.0.0.1:9/", "cannot be reached")]
    [InlineData("http://user:pw@127.0.0.1:9/", "must not stand in a plan")]
    public async Task A_source_that_cannot_be_read_leaves_no_file(string source, string message)
    {
        string file = Path.Combine(_folder, "perf.yml");
        (await Perf.RunAsync(["init", source, "--out", file, "--target", "https://x.example"])).IsToldAs(message);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_log_without_a_target_is_refused()
    {
        string log = Path.Combine(_folder, "access.log");
        await File.WriteAllTextAsync(log, "x", TestContext.Current.CancellationToken);
        (await Perf.RunAsync(["init", log, "--out", "-"])).IsToldAs("--target URL");
        (await Perf.RunAsync(["init", log, "--out", "-", "--target", "shop"])).IsToldAs("--target is 'shop'");
    }

    private static async Task<PerfPlan> ReadAsync(string file) => Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));

    private static PerfPlan Parse(string text)
    {
        PlanParseResult parsed = PlanParser.Parse(text);
        Assert.True(parsed.IsValid, $"{text}\n{string.Join('\n', parsed.Problems)}");
        return parsed.Plan;
    }
}
