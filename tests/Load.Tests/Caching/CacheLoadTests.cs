using Microsoft.AspNetCore.Http;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Load.Tests.Resources;

namespace PerfFunctions.Load.Tests.Caching;

/// <summary>The caches of users, as a server sees them.</summary>
public sealed class CacheLoadTests
{
    [Fact]
    public Task A_fresh_response_is_not_asked_for_again_and_users_do_not_share() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using PageTarget target = await PageTarget.StartAsync();
        target.Text("/a", "1", "text/plain", ("Cache-Control", "max-age=600"));

        LoadResult result = await new LoadDriver { Transports = transports }.RunAsync(Plan("- get: /a", users: 2, iterations: 3), target.Address);

        Assert.Equal("/a 2", target.Summary);
        SeriesSummary request = result.Only.Series.Single(s => s.Key == "request.get-a");
        Assert.Equal((2L, 2L, 4L), (request.Counts.Sent, request.Counts.Completed, request.Counts.Cached));
        Assert.Equal((2L, 4L), (result.Only.Counts.Sent, result.Only.Counts.Cached));
        Assert.Contains(result.Summary.Notes, n => n.Contains("4 requests were answered by the users' caches", StringComparison.Ordinal));
    });

    [Fact]
    public Task A_stale_response_is_asked_about_and_a_304_is_answered_with_what_is_kept() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using PageTarget target = await PageTarget.StartAsync();
        target.Answers["/a"] = context => AnswerAsync(context, "{ \"id\": 7 }", ("ETag", "\"v1\""), ("Last-Modified", "Sun, 29 Nov 2026 11:00:00 GMT"));
        target.Text("/items/7", "");

        LoadResult result = await new LoadDriver { Transports = transports }.RunAsync(
            Plan("- { get: /a, expect: { status: 200 }, capture: { id: $.id } }\n- { get: '/items/${id}', name: item }", iterations: 3), target.Address);

        Assert.Equal("/a 3, /items/7 3", target.Summary);
        Assert.Equal(2, target.Received.Count(r => r == "/a If-None-Match=\"v1\" If-Modified-Since=Sun, 29 Nov 2026 11:00:00 GMT"));
        SeriesSummary request = result.Only.Series.Single(s => s.Key == "request.get-a");
        Assert.Equal(new Dictionary<int, long> { [200] = 1, [304] = 2 }, request.Statuses);
        Assert.Equal((0L, 0L), (request.Counts.Failed, request.Counts.Cached));
    });

    [Fact]
    public async Task A_fresh_response_gives_later_steps_their_values()
    {
        await using PageTarget target = await PageTarget.StartAsync();
        target.Answers["/a"] = context => AnswerAsync(context, "{ \"id\": 7 }", ("Cache-Control", "max-age=600"));
        target.Text("/items/7", "");

        LoadResult result = await new LoadDriver().RunAsync(
            Plan("- { get: /a, capture: { id: $.id }, check: { ok: { status: 200 } } }\n- { get: '/items/${id}', name: item }", iterations: 3), target.Address);

        Assert.Equal("/a 1, /items/7 3", target.Summary);
        Assert.Equal(1, result.Only.Series.Single(s => s.Key == "check.ok").Counts.Completed);
        Assert.Equal(0, result.Only.Counts.Failed);
    }

    [Fact]
    public async Task What_a_step_looks_into_is_asked_for_when_it_was_not_kept()
    {
        await using PageTarget target = await PageTarget.StartAsync();
        target.Text("/a", "1", "text/plain", ("Cache-Control", "max-age=600"));

        LoadResult result = await new LoadDriver().RunAsync(
            Plan("- get: /a\n- { get: /a, name: b, expect: { body: '1' } }\n- { get: /a, name: c, expect: { body: '1' } }"), target.Address);

        Assert.Equal("/a 2", target.Summary);
        Assert.Equal(0, result.Only.Counts.Failed);
    }

    [Fact]
    public async Task A_fresh_response_that_is_not_what_a_step_expects_is_a_failure()
    {
        await using PageTarget target = await PageTarget.StartAsync();
        target.Text("/a", "1", "text/plain", ("Cache-Control", "max-age=600"));

        LoadResult result = await new LoadDriver().RunAsync(
            Plan("- { get: /a, expect: { body: '1' } }\n- { get: /a, name: b, expect: { body: '2' } }"), target.Address);

        Assert.Equal("/a 1", target.Summary);
        Assert.Equal(1, result.Only.Counts.Failed);
        Assert.Equal(1, result.Only.Series.Single(s => s.Key == "iterations").Counts.Failed);
    }

    [Theory]
    [InlineData("Cache-Control", "no-store, max-age=600", "/a 3")]
    [InlineData("Vary", "Cookie", "/a 3")]
    [InlineData("Expires", "Sat, 29 Nov 2036 12:00:00 GMT", "/a 1")]
    public async Task Headers_decide(string name, string value, string asked)
    {
        await using PageTarget target = await PageTarget.StartAsync();
        target.Text("/a", "1", "text/plain", (name, value));

        await new LoadDriver().RunAsync(Plan("- get: /a", iterations: 3), target.Address);

        Assert.Equal(asked, target.Summary);
        Assert.All(target.Received, r => Assert.Equal("/a", r));
    }

    [Fact]
    public async Task A_change_of_an_address_ends_what_is_kept_of_it_and_own_conditions_are_sent()
    {
        await using PageTarget target = await PageTarget.StartAsync();
        target.Text("/a", "1", "text/plain", ("Cache-Control", "max-age=600"));

        await new LoadDriver().RunAsync(
            Plan("- get: /a\n- put: /a\n- get: /a\n- { get: /a, headers: { cache-control: no-cache } }\n- get: /a"), target.Address);

        Assert.Equal("/a 4", target.Summary);
    }

    [Fact]
    public async Task A_redirect_is_followed_without_the_question_about_the_address_before()
    {
        await using PageTarget target = await PageTarget.StartAsync();
        target.Text("/b", "2", "text/plain");
        target.Answers["/a"] = context =>
        {
            if (context.Request.Headers.IfNoneMatch.Count == 0)
            {
                return AnswerAsync(context, "1", ("ETag", "\"v1\""));
            }

            context.Response.Redirect("/b");
            return Task.CompletedTask;
        };

        LoadResult result = await new LoadDriver().RunAsync(
            Plan("- get: /a\n- get: /a").Replace("cache: per-user", "cache: per-user, redirects: follow", StringComparison.Ordinal), target.Address);

        Assert.Equal(["/a", "/a If-None-Match=\"v1\"", "/b"], target.Received);
        Assert.Equal(0, result.Only.Counts.Failed);
    }

    [Fact]
    public async Task Pages_load_what_they_embed_from_the_cache()
    {
        await using PageTarget target = await PageTarget.StartAsync();
        target.Html("/", "<link rel=stylesheet href=a.css><img src=b.png><img src=c.png>");
        target.Text("/a.css", "@import 'd.css';", "text/css", ("Cache-Control", "max-age=600, immutable"));
        target.Text("/b.png", "", "image/png", ("Cache-Control", "max-age=600"));
        target.Text("/c.png", "", "image/png");
        target.Text("/d.css", "", "text/css");

        LoadResult result = await new LoadDriver().RunAsync(Plan("- { get: /, name: home, resources: true }", iterations: 3), target.Address);

        Assert.Equal("/ 3, /a.css 1, /b.png 1, /c.png 3, /d.css 3", target.Summary);
        SeriesSummary resources = result.Only.Series.Single(s => s.Key == "request.home-resources");
        Assert.Equal((8L, 4L, 0L), (resources.Counts.Sent, resources.Counts.Cached, resources.Counts.Failed));
    }

    [Fact]
    public async Task Arrivals_are_new_users_and_begin_with_nothing()
    {
        await using PageTarget target = await PageTarget.StartAsync();
        target.Text("/a", "1", "text/plain", ("Cache-Control", "max-age=600"));

        await new LoadDriver().RunAsync(
            """
            version: 1
            name: p
            load:
              s:
                arrivals: { rate: 10/s, for: 500ms }
                http: { cache: per-user }
                flow: [ { get: /a }, { get: /a } ]
            """,
            target.Address);

        Assert.Equal("/a 5", target.Summary);
    }

    private static Task AnswerAsync(HttpContext context, string text, params (string Name, string Value)[] headers)
    {
        foreach ((string name, string value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        if (context.Request.Headers.IfNoneMatch.Count > 0)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return context.Response.WriteAsync(text);
    }

    private static string Plan(string flow, int users = 1, int iterations = 1) => $$"""
        version: 1
        name: p
        load:
          s:
            users: { count: {{users}}, iterations: {{iterations}}, for: 30s }
            http: { cache: per-user }
            flow:
              {{flow.Replace("\n", "\n      ", StringComparison.Ordinal)}}
        """;
}
