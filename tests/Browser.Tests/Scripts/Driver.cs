using System.Text.Json;
using PerfFunctions.Engine.Browsing;

namespace PerfFunctions.Browser.Tests.Scripts;

/// <summary>One iteration with one page, as the module of scripts drives it.</summary>
internal sealed class Driver
{
    private readonly IBrowserSession _session;

    private Driver(IBrowserSession session) => _session = session;

    /// <summary>What was measured until now.</summary>
    public List<BrowserMeasure> Measures { get; } = [];

    /// <summary>Where the page was after the last call.</summary>
    public string Address { get; private set; } = "about:blank";

    public static async Task<Driver> OpenAsync(IScriptBrowser browser, object? options = null)
    {
        Driver driver = new(browser.Begin());
        await driver.DoAsync("browser.newContext", options);
        await driver.DoAsync("context.newPage");
        return driver;
    }

    /// <summary>Does something in the page, which has to work.</summary>
    public Task<JsonElement> DoAsync(string method, params object?[] given) => DoAsync(method, null, given);

    /// <summary>Does something with an element, which has to work.</summary>
    public Task<JsonElement> OnAsync(string method, string path, params object?[] given) => DoAsync($"element.{method}", path, given);

    /// <summary>Why something does not work.</summary>
    public async Task<string> FailureAsync(string method, params object?[] given)
    {
        BrowserAnswer answer = await CallAsync(method, null, given);
        return answer.Failure ?? $"It worked: {answer.Result}";
    }

    /// <summary>Why something does not work with an element.</summary>
    public async Task<string> WhyNotAsync(string method, string path, params object?[] given)
    {
        BrowserAnswer answer = await CallAsync($"element.{method}", path, given);
        return answer.Failure ?? $"It worked: {answer.Result}";
    }

    /// <summary>The text of a response.</summary>
    public async Task<JsonElement> OfAnswerAsync(int number)
    {
        BrowserAnswer answer = await _session.CallAsync(new BrowserCall("response.text", $$"""{"page":1,"response":{{number}},"args":[]}"""), TestContext.Current.CancellationToken);
        return JsonDocument.Parse(answer.Result!).RootElement.GetProperty("value");
    }

    public async Task EndAsync()
    {
        Measures.AddRange(await _session.EndAsync());
    }

    private async Task<JsonElement> DoAsync(string method, string? path, object?[] given)
    {
        BrowserAnswer answer = await CallAsync(method, path, given);
        Assert.Null(answer.Failure);
        JsonElement result = JsonDocument.Parse(answer.Result!).RootElement;
        Address = result.GetProperty("url").GetString() ?? Address;
        return result.GetProperty("value");
    }

    private async Task<BrowserAnswer> CallAsync(string method, string? path, object?[] given)
    {
        string json = $$"""{"page":1,"path":{{path ?? "[]"}},"args":{{JsonSerializer.Serialize(given)}}}""";
        BrowserAnswer answer = await _session.CallAsync(new BrowserCall(method, json), TestContext.Current.CancellationToken);
        Measures.AddRange(answer.Measures);
        return answer;
    }
}
