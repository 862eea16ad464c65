using Microsoft.AspNetCore.Http;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests;

public sealed class RedirectTests(AuditFixture fixture) : IClassFixture<AuditFixture>
{
    private const string Head = "<!doctype html><link rel='icon' href='data:,'><h1>Words</h1>";

    [Fact]
    public async Task A_page_that_redirects_to_a_login_says_where_it_ended_and_with_which_status()
    {
        await using TestSite site = await LoginAsync(context => context.Response.Redirect("/login?from=shop&token=abcdef"));

        PageLoad load = await LoadAsync(new Uri(site.Address, "/shop"), RedirectRule.Warn);

        Assert.Equal((null, $"{site.Address}login?from=shop&token=(removed)", 200), (load.Failure, load.Document?.Address, load.Document?.Status));
        Assert.Equal(
            $"The page ended at {site.Address}login?from=shop&token=(removed) (status 200), not at the requested address.", Assert.Single(load.Remarks));
    }

    [Fact]
    public async Task A_redirect_may_be_allowed()
    {
        await using TestSite site = await LoginAsync(context => context.Response.Redirect("/login"));

        PageLoad load = await LoadAsync(new Uri(site.Address, "/shop"), RedirectRule.Allow);

        Assert.Equal((null, $"{site.Address}login"), (load.Failure, load.Document?.Address));
        Assert.Empty(load.Remarks);
    }

    [Fact]
    public async Task A_redirect_may_be_a_failure()
    {
        await using TestSite site = await LoginAsync(context => context.Response.Redirect("/login"));

        PageLoad load = await LoadAsync(new Uri(site.Address, "/shop"), RedirectRule.Fail);

        Assert.Equal(
            ($"The page ended at {site.Address}login (status 200), not at the requested address.", $"{site.Address}login"),
            (load.Failure, load.Document?.Address));
        Assert.Empty(load.Values);
    }

    [Theory]
    [InlineData("/shop/")]
    [InlineData("/shop?language=de")]
    public async Task A_slash_or_a_query_more_is_still_the_page_that_was_asked_for(string to)
    {
        await using TestSite site = await LoginAsync(context => context.Response.Redirect(to));

        PageLoad load = await LoadAsync(new Uri(site.Address, "/shop"), RedirectRule.Fail);

        Assert.Null(load.Failure);
        Assert.Empty(load.Remarks);
    }

    [Fact]
    public async Task A_script_that_goes_elsewhere_before_the_load_is_a_redirect()
    {
        await using TestSite site = await LoginAsync(context => context.Response.WriteAsync(Head + "<script>location.replace('/login')</script>"));

        PageLoad load = await LoadAsync(new Uri(site.Address, "/shop"), RedirectRule.Warn);

        Assert.Equal((null, $"{site.Address}login"), (load.Failure, load.Document?.Address));
        Assert.Contains("not at the requested address", Assert.Single(load.Remarks));
    }

    [Fact]
    public async Task A_script_that_goes_elsewhere_after_the_load_is_reported_and_what_was_asked_for_is_measured()
    {
        await using TestSite site = await LoginAsync(context =>
            context.Response.WriteAsync(Head + "<script>performance.mark('shop'); addEventListener('load', () => setTimeout(() => { location = '/login'; }, 100))</script>"));

        PageLoad load = await LoadAsync(new Uri(site.Address, "/shop"), RedirectRule.Warn);

        Assert.Equal((null, $"{site.Address}shop", 200), (load.Failure, load.Document?.Address, load.Document?.Status));
        Assert.Equal(
            $"The page was navigated to {site.Address}login by a script after the load; the results are those of the requested document.",
            Assert.Single(load.Remarks));
        Assert.Equal((1, true, false), (load.Values["requests"], load.Values.ContainsKey("mark.shop"), load.Values.ContainsKey("mark.login")));
        Assert.True(load.Values["fcp"] > 0 && load.Values["load"] > 0);
    }

    private static Task<TestSite> LoginAsync(Action<HttpContext> shop) => LoginAsync(context =>
    {
        shop(context);
        return Task.CompletedTask;
    });

    private static Task<TestSite> LoginAsync(Func<HttpContext, Task> shop) => TestSite.StartAsync(context =>
    {
        context.Response.ContentType = "text/html";
        return context.Request is { Path.Value: "/shop", QueryString.HasValue: false } ? shop(context)
            : context.Response.WriteAsync(Head + "<script>performance.mark('login')</script>");
    });

    private async Task<PageLoad> LoadAsync(Uri address, RedirectRule rule) =>
        Assert.Single((await fixture.AuditAsync(new("page", address, new() { Redirect = rule }, 1))).Measurement.Loads);
}
