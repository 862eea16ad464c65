using System.Net;
using System.Net.Http.Json;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PerfFunctions.LocalHost.Tests.Apps;
using PerfFunctions.TestKit;

namespace PerfFunctions.LocalHost.Tests.Http;

public sealed class HttpTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("GET", "/api/Plain", 200)]
    [InlineData("GET", "/Plain", 404)]
    [InlineData("POST", "/api/Plain", 404)]
    [InlineData("GET", "/api/things/7", 200)]
    [InlineData("GET", "/api/things/seven", 404)]
    [InlineData("DELETE", "/api/things/7", 404)]
    [InlineData("GET", "/api/optional", 200)]
    [InlineData("GET", "/api/optional/x", 200)]
    [InlineData("GET", "/api/", 200)]
    [InlineData("GET", "/api/index.html", 200)]
    [InlineData("GET", "/api/other.html", 404)]
    [InlineData("GET", "/api/assets/a/b.js", 200)]
    [InlineData("GET", "/", 204)]
    [InlineData("HEAD", "/", 204)]
    [InlineData("GET", "/nothing", 404)]
    public async Task Routes_answer_as_those_of_the_real_host(string method, string path, int expected)
    {
        await using AppDriver app = await StartAsync();
        using var request = new HttpRequestMessage(new(method), path);
        using HttpResponseMessage answer = await app.Http.SendAsync(request);
        Assert.Equal(expected, (int)answer.StatusCode);
    }

    [Fact]
    public async Task An_empty_prefix_puts_functions_at_the_root()
    {
        await using AppDriver app = await StartAsync(builder => builder.Configuration["AzureFunctionsJobHost:extensions:http:routePrefix"] = "");
        Assert.Equal("index", await app.Http.GetStringAsync("/"));
        Assert.Equal("/Plain", (await app.Http.GetFromJsonAsync<Dictionary<string, string>>("/Plain"))!["path"]);
    }

    [Fact]
    public async Task Bodies_arrive_byte_by_byte_and_route_values_by_name()
    {
        await using AppDriver app = await StartAsync();
        using HttpResponseMessage answer = await app.Http.PostAsync("/api/things/7", new ByteArrayContent([0, 255, 13, 10]));
        Assert.Equal("7:00FF0D0A", await answer.Content.ReadAsStringAsync());
        Assert.Equal("Seen 7 GET True", await app.Http.GetStringAsync("/api/things/7"));
        Assert.Equal("a/b.js", await app.Http.GetStringAsync("/api/assets/a/b.js"));
    }

    [Theory]
    [InlineData("/api/Keyed", null, 401)]
    [InlineData("/api/Keyed", "wrong", 401)]
    [InlineData("/api/Keyed", "fkey", 200)]
    [InlineData("/api/Keyed", "akey", 200)]
    [InlineData("/api/Keyed?code=fkey", null, 200)]
    [InlineData("/api/AdminOnly", "fkey", 401)]
    [InlineData("/api/AdminOnly", "akey", 200)]
    [InlineData("/api/Plain", null, 200)]
    public async Task Keys_are_asked_for_by_level(string path, string? key, int expected)
    {
        await using AppDriver app = await StartAsync(WithKeys);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        using HttpResponseMessage answer = await app.Http.SendAsync(request);
        Assert.Equal(expected, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Without_keys_loopback_is_open()
    {
        await using AppDriver app = await StartAsync();
        using HttpResponseMessage answer = await app.Http.GetAsync("/api/AdminOnly");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData(false, "true")]
    [InlineData(true, "false")]
    public async Task The_app_is_told_whether_loopback_is_open_whatever_else_was_set(bool keyed, string expected)
    {
        await using AppDriver app = await StartAsync(builder =>
        {
            builder.Configuration["LocalHost:Open"] = "maybe";
            if (keyed)
            {
                WithKeys(builder);
            }
        });
        Assert.Equal(expected, app.Host.Services.GetRequiredService<IConfiguration>()["LocalHost:Open"]);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://127.0.0.1:0;http://[::]:0")]
    public void Without_keys_nobody_else_is_let_in(string urls)
    {
        var refused = Assert.Throws<InvalidOperationException>(
            () => AppDriver.Build(azurite, typeof(HttpApp), null, builder => builder.Configuration["urls"] = urls));
        Assert.Contains("LocalHost:Keys:Admin", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_reach_the_reader_as_they_are_written()
    {
        await using AppDriver app = await StartAsync();
        using HttpResponseMessage answer = await app.Http.GetAsync("/api/Stream", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.Equal("data: first", await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10)));
        app.Journal.Gate.SetResult();
        Assert.Equal("\ndata: second\n\n", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task An_exception_is_a_500_that_tells_nothing()
    {
        await using AppDriver app = await StartAsync();
        using HttpResponseMessage answer = await app.Http.GetAsync("/api/Throws");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("Nightly", "akey", 202)]
    [InlineData("nightly", "akey", 202)]
    [InlineData("Nightly", "fkey", 401)]
    [InlineData("Nobody", "akey", 404)]
    [InlineData("Plain", "akey", 400)]
    public async Task A_timer_is_started_by_hand_with_the_master_key(string function, string key, int expected)
    {
        await using AppDriver app = await StartAsync(WithKeys);
        using HttpResponseMessage answer = await app.Http.PostAsync($"/admin/functions/{function}?code={key}", JsonContent.Create(new { }));
        Assert.Equal(expected, (int)answer.StatusCode);
        if (expected == 202)
        {
            await Eventually.TrueAsync(() => app.Journal.Count("nightly False") == 1, "the run by hand");
        }
    }

    private static void WithKeys(FunctionsApplicationBuilder builder)
    {
        builder.Configuration["LocalHost:Keys:Function"] = "fkey";
        builder.Configuration["LocalHost:Keys:Admin"] = "akey";
    }

    private Task<AppDriver> StartAsync(Action<FunctionsApplicationBuilder>? configure = null) =>
        AppDriver.StartAsync(azurite, typeof(HttpApp), null, builder =>
        {
            builder.Configuration["Nightly"] = "0 0 3 * * *";
            configure?.Invoke(builder);
        });
}
