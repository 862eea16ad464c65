using System.Net;
using Microsoft.AspNetCore.Http;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.Browser.Tests.Guarding;

/// <summary>What pages cannot reach where the service may not; every 127.x.x.x is this machine, and only one of them is allowed.</summary>
public sealed class GuardedProxyTests(AuditFixture audits) : IClassFixture<AuditFixture>
{
    private static readonly ConnectPolicy Policy = new() { Networks = [IPNetwork.Parse("127.0.0.1/32")] };

    [Fact]
    public async Task A_page_cannot_reach_what_must_not_be_reached_by_any_of_its_requests()
    {
        List<string> heard = [];
        await using TestSite secret = await TestSite.StartAsync(context =>
        {
            heard.Add(context.Request.Path);
            return context.HtmlAsync("secret");
        });
        string at = $"127.0.0.2:{secret.Address.Port}";
        await using TestSite site = await TestSite.StartAsync(context => context.Request.Path.Value switch
        {
            "/" => context.HtmlAsync($$"""
                <img src="http://{{at}}/img"><iframe src="http://inner.test:{{secret.Address.Port}}/frame"></iframe><img src="/bounce"><p>text
                <script>
                  const tries = [fetch('http://{{at}}/fetch', { mode: 'no-cors' }), new Promise((good, bad) => {
                    const socket = new WebSocket('ws://{{at}}/socket'); socket.onopen = good; socket.onerror = bad; })];
                  Promise.allSettled(tries).then(all => performance.mark(all.every(t => t.status === 'rejected') ? 'kept-off' : 'reached'));
                </script>
                """),
            "/bounce" => Bounce(context, $"http://{at}/bounced"),
            _ => context.StatusAsync(404),
        });

        PageMeasurement page = await MeasureAsync(site);

        PageLoad load = Assert.Single(page.Loads);
        Assert.Null(load.Failure);
        Assert.Contains("mark.kept-off", load.Values.Keys);
        Assert.True(load.Values["fcp"] > 0);
        Assert.Empty(heard);
        Assert.Equal(
            ["'127.0.0.2' must not be connected to: loopback.", "'inner.test' must not be connected to: loopback."], page.Refused);
    }

    [Fact]
    public async Task A_page_that_asks_for_nothing_of_the_kind_was_refused_nothing()
    {
        await using TestSite site = await TestSite.StartAsync(context =>
            context.Request.Path == "/" ? context.HtmlAsync("<p>text<img src=\"http://site.test:9/closed\">") : context.StatusAsync(404));

        Assert.Empty((await MeasureAsync(site)).Refused);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/elsewhere")]
    public async Task A_page_that_leads_itself_to_such_an_address_is_a_failure_that_says_so(string path)
    {
        await using TestSite site = await TestSite.StartAsync(context =>
            path == "/" ? Bounce(context, "http://169.254.169.254/latest") : Bounce(context, "http://inner.test/latest"));

        PageLoad load = await LoadAsync(site);

        Assert.Contains("must not be connected to: ", load.Failure, StringComparison.Ordinal);
        Assert.Contains(path == "/" ? "cloud metadata" : "loopback", load.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("location.href = 'http://127.0.0.2:8080/x'", "'127.0.0.2' must not be connected to: loopback.", false)]
    [InlineData("onload = () => setTimeout(() => location.href = 'http://127.0.0.2:8080/x', 50)", "'127.0.0.2' must not be connected to: loopback.", false)]
    [InlineData("onload = () => setTimeout(() => open('http://127.0.0.2:8080/x'), 50)", "'127.0.0.2' must not be connected to: loopback.", true)]
    [InlineData("location.href = 'file:///etc/passwd'", "'file:///etc/passwd' must not be opened: local.", true)]
    [InlineData("onload = () => setTimeout(() => location.href = 'file:///etc/passwd', 50)", "'file:///etc/passwd' must not be opened: local.", true)]
    [InlineData("onload = () => setTimeout(() => open('file:///etc/passwd'), 50)", "'file:///etc/passwd' must not be opened: local.", true)]
    [InlineData("document.write('<iframe src=file:///etc/passwd></iframe>')", "'file:///etc/passwd' must not be opened: local.", true)]
    public async Task A_page_whose_script_goes_where_it_must_not_was_refused_that(string script, string refused, bool stays)
    {
        await using TestSite site = await TestSite.ServeAsync($"<!doctype html><link rel=icon href=data:,><p>text<script>{script}</script>");

        PageMeasurement page = await MeasureAsync(site);

        Assert.Equal([refused], page.Refused);
        PageLoad load = Assert.Single(page.Loads);
        // On a slow machine the page is asked while it is on its way to what it is not let to.
        Assert.Matches(stays ? "^$" : "could not be opened|stopped responding", load.Failure ?? load.Remarks.SingleOrDefault() ?? "");
    }

    [Fact]
    public async Task A_page_that_loads_parts_of_it_from_files_was_refused_each()
    {
        await using TestSite site = await TestSite.ServeAsync("""
            <!doctype html><link rel=icon href=data:,><link rel=stylesheet href=file:///etc/style>
            <style>p { background: url(file:///etc/background) }</style><p>text<img src=file:///etc/image><img src=chrome://version/image>
            <script src=file:///etc/script></script>
            <script>
              const asked = new XMLHttpRequest(); asked.open('GET', 'file:///etc/asked'); asked.send();
              fetch('file:///etc/fetched').catch(() => {}); import('file:///etc/module').catch(() => {});
            </script>
            """);

        PageMeasurement page = await MeasureAsync(site);

        string[] files = ["asked", "background", "fetched", "image", "module", "script", "style"];
        Assert.Equal(["chrome://version/image", .. files.Select(file => $"file:///etc/{file}")], page.Refused.Select(r => r.Split('\'')[1]));
        Assert.All(page.Refused, refused => Assert.EndsWith("' must not be opened: local.", refused, StringComparison.Ordinal));
        Assert.Null(Assert.Single(page.Loads).Failure);
    }

    [Fact]
    public async Task A_frame_of_another_site_that_goes_to_a_file_was_refused_that()
    {
        await using TestSite other = await TestSite.ServeAsync("<p>frame<script>onload = () => setTimeout(() => location.href = 'file:///etc/hosts', 50)</script>");
        await using TestSite site = await TestSite.ServeAsync($"<!doctype html><link rel=icon href=data:,><p>text<iframe src='http://frame.test:{other.Address.Port}/'></iframe>");

        PageMeasurement page = await MeasureAsync(site);

        Assert.Equal(["'file:///etc/hosts' must not be opened: local."], page.Refused);
        Assert.Equal(1, page.Loads[0].Values["frames.requests"]);
    }

    // A name of the site and a name that leads to where pages must not go.
    private async Task<PageMeasurement> MeasureAsync(TestSite site)
    {
        GuardedNames names = new(Policy, (host, _) => Task.FromResult(new[] { IPAddress.Parse(host is "site.test" or "frame.test" ? "127.0.0.1" : "127.0.0.3") }));
        AuditTarget target = AuditFixture.Target(new UriBuilder(site.Address) { Host = "site.test" }.Uri) with { Names = names };
        return (await audits.AuditAsync(target)).Measurement;
    }

    private async Task<PageLoad> LoadAsync(TestSite site) => Assert.Single((await MeasureAsync(site)).Loads);

    private static Task Bounce(HttpContext context, string to)
    {
        context.Response.Redirect(to);
        return Task.CompletedTask;
    }
}
