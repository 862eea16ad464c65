using System.Text.Json;

namespace PerfFunctions.Browser.Tests.Scripts;

/// <summary>What scripts can do with pages, elements and contexts.</summary>
public sealed class ScriptMethodTests(ScriptBrowserFixture fixture) : IClassFixture<ScriptBrowserFixture>
{
    [Fact]
    public async Task Elements_are_found_as_k6_finds_them()
    {
        (string Path, string Method, string Found, string? Given)[] all =
        [
            ("""[["css","li"],["first"]]""", "textContent", "One", null),
            ("""[["css","li"],["nth",1]]""", "innerText", "Two", null),
            ("""[["css","ul"],["css","li"],["last"]]""", "innerHTML", "Two", null),
            ("""[["css","li"],["filter",{"hasText":{"pattern":"^t","flags":"i"}}]]""", "textContent", "Two", null),
            ("""[["role","listitem",null],["filter",{"hasNotText":"Two"}]]""", "textContent", "One", null),
            ("""[["text","Here",{"exact":true}]]""", "textContent", "Here", null),
            ("""[["testid","it"]]""", "textContent", "Here", null),
            ("""[["title",{"pattern":"HI","flags":"i"}]]""", "textContent", "Here", null),
            ("""[["placeholder","Search"]]""", "inputValue", "abc", null),
            ("""[["frame","iframe"],["css","b"]]""", "textContent", "Inside", null),
            ("""[["css","iframe"],["content"],["text","Inside"]]""", "textContent", "Inside", null),
            ("""[["alt","A cat"]]""", "getAttribute", "A cat", "alt"),
        ];
        Driver driver = await PartsAsync();
        foreach ((string path, string method, string found, string? given) in all)
        {
            Assert.Equal(found, (await driver.OnAsync(method, path, given is null ? [] : [given])).GetString());
        }

        await driver.EndAsync();
    }

    [Fact]
    public async Task Elements_are_looked_at_and_waited_for()
    {
        Driver driver = await PartsAsync();
        const string Gone = """[["css","#gone"]]""";
        Assert.True((await driver.OnAsync("isHidden", Gone)).GetBoolean());
        Assert.Equal(2, (await driver.OnAsync("count", """[["css","li"]]""")).GetInt32());
        Assert.Equal("Gone!", (await driver.OnAsync("evaluate", Gone, new { function = "(e, more) => { e.hidden = false; return e.textContent + more; }" }, new[] { "!" })).GetString());
        await driver.OnAsync("waitFor", Gone, new { state = "visible" });
        Assert.True((await driver.OnAsync("boundingBox", Gone)).GetProperty("width").GetDouble() > 0);
        Assert.Contains("Timeout 100ms exceeded, waiting for", (await driver.WhyNotAsync("click", """[["css","#none"]]""", new { timeout = 100 })), StringComparison.Ordinal);
        Assert.Contains("strict mode", (await driver.WhyNotAsync("click", """[["css","li"]]""")), StringComparison.Ordinal);
        await driver.EndAsync();
    }

    [Fact]
    public async Task Pages_are_evaluated_typed_into_and_resized()
    {
        Driver driver = await PartsAsync();
        Assert.Equal(
            """[3,{"b":"c"}]""", (await driver.DoAsync("page.evaluate", new { function = "(a, b) => [a + 1, b]" }, new object[] { 2, new { b = "c" } })).GetRawText());
        await driver.DoAsync("page.setViewportSize", new { width = 500, height = 400 });
        Assert.True((await driver.DoAsync("page.waitForFunction", new { function = "w => innerWidth === w" }, null, new[] { 500 })).GetBoolean());
        await driver.OnAsync("focus", """[["css","input"]]""");
        await driver.DoAsync("keyboard.type", "def");
        Assert.Contains("def", (await driver.OnAsync("inputValue", """[["css","input"]]""")).GetString(), StringComparison.Ordinal);

        // A question of the page is answered with no.
        await driver.OnAsync("click", """[["css","i"]]""");
        Assert.Equal("false", (await driver.OnAsync("textContent", """[["css","i"]]""")).GetString());
        await driver.DoAsync("page.throttleCPU", new { rate = 2 });
        await driver.DoAsync("page.throttleNetwork", new { latency = 1, download = -1, upload = -1 });
        await driver.DoAsync("page.goto", fixture.Site.Address.AbsoluteUri);
        await driver.DoAsync("page.goBack");
        Assert.Equal("Parts", (await driver.DoAsync("page.title")).GetString());
        Assert.Equal("page.jump: there is no such method", await driver.FailureAsync("page.jump"));
        await driver.EndAsync();
    }

    [Fact]
    public async Task A_context_has_cookies_headers_and_a_device_of_its_own()
    {
        Driver driver = await Driver.OpenAsync(
            fixture.Browser, new { userAgent = "own agent", viewport = new { width = 300, height = 200 }, extraHTTPHeaders = new Dictionary<string, string> { ["X-Own"] = "header" } });
        string address = new Uri(fixture.Site.Address, "/asked").AbsoluteUri;
        await driver.DoAsync("context.addCookies", (object)new[] { new { name = "a", value = "1", url = fixture.Site.Address.AbsoluteUri } });
        JsonElement response = await driver.DoAsync("page.goto", address);
        Assert.Equal(200, response.GetProperty("status").GetInt32());
        Assert.Equal("""{"cookie":"a=1","agent":"own agent","own":"header"}""", (await driver.OfAnswerAsync(response.GetProperty("response").GetInt32())).GetString());
        Assert.Equal("a", (await driver.DoAsync("context.cookies"))[0].GetProperty("name").GetString());
        await driver.DoAsync("context.clearCookies");
        Assert.Empty((await driver.DoAsync("context.cookies")).EnumerateArray());
        Assert.Contains("a context is open already", await driver.FailureAsync("browser.newContext"), StringComparison.Ordinal);
        await driver.DoAsync("context.close");
        Assert.Contains("the service connects for the browser", await driver.FailureAsync("browser.newContext", new { proxy = new { server = "http://proxy" } }), StringComparison.Ordinal);
        await driver.EndAsync();
    }

    private async Task<Driver> PartsAsync()
    {
        Driver driver = await Driver.OpenAsync(fixture.Browser);
        await driver.DoAsync("page.goto", new Uri(fixture.Site.Address, "/parts").AbsoluteUri);
        return driver;
    }
}
