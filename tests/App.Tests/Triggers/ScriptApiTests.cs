using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PerfFunctions.App.Plans;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.App.Tests.Triggers;

/// <summary>k6 scripts as bodies of requests.</summary>
public sealed class ScriptApiTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private const string Shop = """
        import http from 'k6/http';
        export const options = { vus: 2, iterations: Number(__ENV.COUNT || 4), thresholds: { http_req_failed: ['rate<0.01'] } };
        export default function () { http.get(`${__ENV.BASE_URL || 'http://127.0.0.1:9'}/`); }
        """;

    [Theory]
    [InlineData("application/javascript")]
    [InlineData("text/javascript; charset=utf-8")]
    public async Task A_script_starts_a_run_as_on_the_command_line(string type)
    {
        Answer started = await SendAsync("POST", "/api/runs?name=shop&env=COUNT=6&commit=abcdef1", Shop, type);
        Assert.Equal(202, started.Status);
        string id = started.Json.GetProperty("runId").GetString()!;
        await fixture.Service.EndAsync(id);

        OpenRun open = await fixture.Service.Get<RunFiles>().OpenAsync(id, default);
        Assert.Equal(("shop", "abcdef1", "http://127.0.0.1:9/"), (open.Record.Plan, open.Record.Commit, open.Target.AbsoluteUri));
        Assert.Equal(6, Assert.IsType<IterationModel>(open.Plan.Load[0].Model).Iterations);
        Assert.Equal("default.errors < 1%", Assert.Single(open.Plan.Budgets).Expression);
        Assert.Equal(Shop, Encoding.UTF8.GetString(open.Source.Files.Find("shop.js")!.Content!));
    }

    [Fact]
    public async Task A_script_that_uses_a_browser_says_so_where_the_service_has_none()
    {
        Answer started = await SendAsync("POST", "/api/runs?name=ui&target=http://127.0.0.1:9", """
            import { browser } from 'k6/browser';
            export const options = { vus: 1, iterations: 1, thresholds: { browser_web_vital_lcp: ['p(75)<2500'] } };
            export default async function () { await browser.newPage(); }
            """);
        string id = started.Json.GetProperty("runId").GetString()!;
        await fixture.Service.EndAsync(id);

        Verdict verdict = (await fixture.Service.Get<RunBlobs>().FindVerdictAsync(id, default))!;
        Assert.Equal(RunOutcome.NoData, verdict.Outcome);
        Assert.Contains("The script uses k6/browser. This service has no browser.", string.Join(' ', verdict.Notes.Append(verdict.Headline)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_says_what_a_script_would_do_at_the_address_that_it_is_given()
    {
        Answer forecast = await SendAsync("POST", "/api/runs?name=shop&target=http://127.0.0.1:8&dryRun=true", Shop);
        Assert.Equal((200, "shop", "http://127.0.0.1:8"), (forecast.Status, forecast.Json.GetProperty("plan").GetString(), forecast.Json.GetProperty("target").GetString()));
        Assert.Equal(2, forecast.Json.GetProperty("peakUsers").GetDouble());
        Assert.Contains("default.request.get", forecast.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_mistakes_of_a_script_and_its_request_are_named_at_once_with_their_lines()
    {
        const string Bad = """
            import http from 'k6/http';
            import { list } from './lib.js';
            import sql from 'k6/x/sql';
            export default function () { sql.open(list(http)); }
            """;
        JsonElement[] errors = (await SendAsync("POST", "/api/runs?name=No%20Name&env=A&commit=x&target=ftp://a", Bad)).Errors();
        Assert.Equal(
            [("name", 0), ("env", 0), ("script.js", 2), ("script.js", 3), ("target", 0), ("commit", 0)],
            errors.Select(e => (e.GetProperty("path").GetString()!, e.GetProperty("line").GetInt32())));
        Assert.Contains("what 'perf bundle' makes of the script", errors[2].GetProperty("allowed").GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export const options = { thresholds: { vus: ['value>1'], x: ['y'] } };\nexport default () => {};", 1, "threshold 'vus: value>1' cannot be evaluated", "threshold 'x: y' cannot be evaluated")]
    [InlineData("\nthrow new Error('not today');\nexport default () => {};", 2, "Error: not today")]
    [InlineData("\nconst users = open('users.csv');\nexport default () => {};", 2, "'users.csv' is not among the files of the script")]
    [InlineData("for (;;);\nexport default () => {};", 0, "runs more than")]
    [InlineData("export default () => {};\nconst a = ;", 2, "Unexpected token")]
    public async Task A_script_that_cannot_be_run_is_refused_with_the_reason(string script, int line, params string[] messages)
    {
        JsonElement[] errors = (await SendAsync("POST", "/api/runs?name=bad&target=http://127.0.0.1:9", script)).Errors();
        Assert.Equal(messages.Length, errors.Length);
        Assert.All(messages.Zip(errors), pair => Assert.Contains(pair.First, pair.Second.GetProperty("message").GetString()!, StringComparison.Ordinal));
        Assert.All(errors, e => Assert.Equal(("bad.js", line), (e.GetProperty("path").GetString(), e.GetProperty("line").GetInt32())));
    }

    [Fact]
    public async Task A_script_that_names_no_address_needs_one()
    {
        const string Nowhere = "import http from 'k6/http';\nexport default () => http.get(`${__ENV.BASE_URL}/`);";
        Assert.Equal("target", Assert.Single((await SendAsync("POST", "/api/runs?name=open&dryRun=true", Nowhere)).Errors()).GetProperty("path").GetString());
        Assert.Equal(200, (await SendAsync("POST", "/api/runs?name=open&dryRun=true&target=http://127.0.0.1:9", Nowhere)).Status);
    }

    [Fact]
    public async Task A_script_is_stored_as_a_plan_whose_runs_bring_its_address()
    {
        Assert.Equal(200, (await SendAsync("PUT", "/api/plans/kept?env=COUNT=8", Shop)).Status);
        PlanSource stored = (await fixture.Service.Get<PlanStore>().FindSourceAsync("kept", default))!;
        Assert.Contains("BASE_URL': '${target}'", stored.Text, StringComparison.Ordinal);
        Assert.Equal(Shop, Encoding.UTF8.GetString(stored.Files.Find("kept.js")!.Content!));

        Assert.Equal("target", Assert.Single((await fixture.SendAsync("POST", "/api/runs?plan=kept&dryRun=true")).Errors()).GetProperty("path").GetString());
        Assert.Equal(200, (await fixture.SendAsync("POST", "/api/runs?plan=kept&dryRun=true&target=http://127.0.0.1:9")).Status);
        Assert.Equal(2, Assert.Single((await SendAsync("PUT", "/api/plans/kept", "\nimport a from 'k6/x/a';\nexport default () => a();")).Errors()).GetProperty("line").GetInt32());
        Assert.Equal(400, (await SendAsync("PUT", "/api/plans/Not-A-Name", Shop)).Status);
    }

    [Fact]
    public async Task What_is_said_of_scripts_is_refused_for_other_bodies()
    {
        JsonElement[] errors = (await SendAsync("POST", "/api/runs?name=shop&env=A=1", Shop, "application/x-www-form-urlencoded")).Errors();
        Assert.Equal(["name", "env"], errors.Select(e => e.GetProperty("field").GetString()));
        Assert.Contains("application/javascript", errors[0].GetProperty("allowed").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bodies_are_bounded()
    {
        Assert.Equal(413, (await SendAsync("POST", "/api/runs?name=large", new string('/', 4_000_001))).Status);
        Assert.Contains("1000001 characters", (await SendAsync("POST", "/api/runs?name=large", new string('/', 1_000_001))).Text, StringComparison.Ordinal);
    }

    private async Task<Answer> SendAsync(string method, string path, string script, string type = "application/javascript")
    {
        using var request = new HttpRequestMessage(new(method), path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(script)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } },
        };
        return await fixture.SendAsync(request);
    }
}
