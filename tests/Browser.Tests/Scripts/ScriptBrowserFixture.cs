using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Engine.Browsing;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.Browser.Tests.Scripts;

/// <summary>A browser that the tests of a class share, as the users of a shard do, and a small site.</summary>
public sealed class ScriptBrowserFixture : IAsyncLifetime
{
    /// <summary>A form that leads to another page.</summary>
    public const string Login = """
        <!doctype html><title>Login</title><h2>Login</h2>
        <form action="/welcome"><label>Name <input name="login"></label><select name="of"><option value="1">One</option><option value="2">Two</option></select>
        <input type="checkbox" name="stay"><button>Log in</button></form>
        """;

    private const string Parts = """
        <!doctype html><title>Parts</title><ul><li>One</li><li>Two</li></ul><img alt="A cat"><span title="hint" data-testid="it">Here</span>
        <input placeholder="Search" value="abc"><p id="gone" hidden>Gone</p><iframe srcdoc="<b>Inside</b>"></iframe><i onclick="this.textContent = confirm('Sure?')">Ask</i>
        """;

    public TestSite Site { get; private set; } = null!;

    public IScriptBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Site = await TestSite.StartAsync(context => context.Request.Path.Value switch
        {
            "/" => context.HtmlAsync(Login),
            "/welcome" => context.HtmlAsync($"<!doctype html><title>In</title><h2>Welcome {context.Request.Query["login"]} {context.Request.Query["of"]}</h2>"),
            "/leave" => context.HtmlAsync("<!doctype html><p>Going</p><script>onbeforeunload = () => 'stay'</script>"),
            "/parts" => context.HtmlAsync(Parts),
            "/asked" => context.BytesAsync("application/json", System.Text.Encoding.UTF8.GetBytes($$"""{"cookie":"{{context.Request.Headers.Cookie}}","agent":"{{context.Request.Headers.UserAgent}}","own":"{{context.Request.Headers["X-Own"]}}"}""")),
            _ => context.StatusAsync(404),
        });
        Browser = await OpenAsync(new BrowserAccess(GuardedNames.Unlimited, null));
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Site.DisposeAsync();
    }

    public static async Task<IScriptBrowser> OpenAsync(BrowserAccess access)
    {
        OpenedBrowser opened = await new PlaywrightScriptBrowsers(
            Options.Create(new BrowserOptions()), TimeProvider.System, NullLogger<PlaywrightScriptBrowsers>.Instance)
            .OpenAsync(access, TestContext.Current.CancellationToken);
        return opened.Browser ?? throw new InvalidOperationException(opened.Failure);
    }
}
