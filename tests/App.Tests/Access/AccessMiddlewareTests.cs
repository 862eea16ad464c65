using System.Net.Http.Headers;
using Microsoft.Extensions.Hosting;
using PerfFunctions.Api;
using PerfFunctions.App.Access;
using PerfFunctions.App.ActivityLogs;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Access;

/// <summary>A service with keys of every role.</summary>
public sealed class DoorFixture(AzuriteFixture azurite) : IAsyncLifetime
{
    internal Service Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Service = await Service.StartAsync(azurite, null, Requests.Keys);

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}

public sealed class AccessMiddlewareTests(DoorFixture fixture, AzuriteFixture azurite) : IClassFixture<DoorFixture>
{
    private const string SmallPlan = "version: 1\nname: shop\ntarget: http://127.0.0.1:9\nload: { a: { users: { count: 1, iterations: 1, for: 1s }, flow: [ { get: / } ] } }\n";

    [Theory]
    [InlineData("GET", "/api/health", null, 200)]
    [InlineData("GET", "/", null, 200)]
    [InlineData("GET", "/trends/shop", null, 200)]
    [InlineData("GET", "/compare", null, 200)]
    [InlineData("GET", "/api/schema/plan.json", null, 200)]
    [InlineData("POST", "/api/github/webhook", null, 503)]
    [InlineData("GET", "/api/runs", null, 401)]
    [InlineData("GET", "/api/runs", "wrong", 401)]
    [InlineData("GET", "/api/runs", Requests.ReadKey, 200)]
    [InlineData("GET", "/api/runs?code=" + Requests.ReadKey, null, 200)]
    [InlineData("GET", "/api/trends/shop", null, 401)]
    [InlineData("POST", "/api/runs", null, 401)]
    [InlineData("POST", "/api/runs", Requests.ReadKey, 403)]
    [InlineData("POST", "/api/runs", Requests.StartKey, 400)]
    [InlineData("POST", "/api/runs", Requests.AdministerKey, 400)]
    [InlineData("DELETE", "/api/runs/none", Requests.ReadKey, 403)]
    [InlineData("DELETE", "/api/runs/none", Requests.StartKey, 404)]
    [InlineData("PUT", "/api/plans/shop", Requests.ReadKey, 403)]
    [InlineData("POST", "/api/session", null, 401)]
    [InlineData("DELETE", "/api/session", null, 204)]
    public async Task Each_door_opens_to_its_role(string method, string path, string? key, int expected)
    {
        using HttpResponseMessage answer = await SendAsync(method, path, key);
        Assert.Equal(expected, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_refusal_says_what_would_help_and_tells_nothing_else()
    {
        using HttpResponseMessage unknown = await SendAsync("GET", "/api/runs", "wrong");
        Assert.Equal("Bearer", Assert.Single(unknown.Headers.WwwAuthenticate).Scheme);
        Assert.Equal("application/problem+json", unknown.Content.Headers.ContentType?.MediaType);
        string text = await unknown.Content.ReadAsStringAsync();
        Assert.Contains("x-functions-key", text, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", text, StringComparison.Ordinal);
        using HttpResponseMessage low = await SendAsync("POST", "/api/runs", Requests.ReadKey);
        Assert.Contains("This requires the role start; viewer has read.", await low.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_may_not_is_in_the_audit_log_and_one_who_only_looks_is_not()
    {
        (await SendAsync("POST", "/api/halt", Requests.StartKey, "{}")).Dispose();
        (await SendAsync("GET", "/api/activity-log", Requests.StartKey)).Dispose();
        IReadOnlyList<(string, ActivityEntry Entry)> log = await fixture.Service.Get<ActivityLog>().ListAsync(null, null, null, 1000, default);
        ActivityEntry entry = Assert.Single(log.Select(l => l.Entry), e => e.Refused?.Contains("/api/halt", StringComparison.Ordinal) == true);
        Assert.Equal((ActivityKind.Call, "pipeline", "POST /api/halt requires the role Administer; the caller has the role Start"), (entry.What, entry.Who!.Name, entry.Refused));
        Assert.DoesNotContain(log, l => l.Entry.Refused?.Contains("activity-log", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_run_says_who_asked_for_it()
    {
        using HttpResponseMessage answer = await SendAsync("POST", "/api/runs", Requests.StartKey, SmallPlan);
        Assert.Equal(202, (int)answer.StatusCode);
        RunRecord run = Assert.Single(await fixture.Service.Get<RunStore>().ListAsync(null, 10, TestContext.Current.CancellationToken));
        Assert.Equal(new Caller("pipeline", Role.Start, CallerProof.Key), run.By);
        await fixture.Service.EndAsync(run.RunId);
    }

    [Fact]
    public async Task A_browser_signs_in_once_and_then_opens_plain_links()
    {
        using var browser = new HttpClient { BaseAddress = fixture.Service.Http.BaseAddress };
        browser.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using HttpResponseMessage before = await browser.GetAsync("/api/runs/none/report.html");
        Assert.Equal((401, "text/html"), ((int)before.StatusCode, before.Content.Headers.ContentType?.MediaType));
        Assert.Contains("sign-in", await before.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var proven = new HttpRequestMessage(HttpMethod.Post, "/api/session") { Headers = { { "x-functions-key", Requests.StartKey } } };
        using HttpResponseMessage signedIn = await browser.SendAsync(proven);
        Assert.Equal("""{"name":"pipeline","role":"start","session":true}""", await signedIn.Content.ReadAsStringAsync());
        using HttpResponseMessage after = await browser.GetAsync("/api/runs/none/report.html");
        Assert.Equal(404, (int)after.StatusCode);
        using HttpResponseMessage change = await browser.PostAsync("/api/runs", new StringContent(SmallPlan));
        Assert.Equal(403, (int)change.StatusCode);

        using HttpResponseMessage signedOut = await browser.DeleteAsync("/api/session");
        using HttpResponseMessage later = await browser.GetAsync("/api/runs");
        Assert.Equal(401, (int)later.StatusCode);
    }

    [Fact]
    public async Task Where_nothing_is_configured_the_service_starts_says_so_and_lets_nobody_in()
    {
        await using Service closed = await Service.StartAsync(azurite, null, "Host:Keys:Function=for-the-host-alone");
        Assert.Contains("no access is configured", await closed.Http.GetStringAsync("/api/health"), StringComparison.Ordinal);
        using HttpResponseMessage answer = await closed.Http.GetAsync("/api/runs?code=for-the-host-alone");
        Assert.Equal(401, (int)answer.StatusCode);
        Assert.Contains("Perf:Access:Keys", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_door_the_service_does_not_start()
    {
        await using Bench bench = Bench.Create(Unreachable.Storage);
        IHostedService check = bench.Get<IEnumerable<IHostedService>>().OfType<AccessCheck>().Single();
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => check.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("AccessMiddleware", refused.Message, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string? key, string body = "")
    {
        using var request = new HttpRequestMessage(new(method), path) { Content = method == "GET" ? null : new StringContent(body) };
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        return await fixture.Service.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
