using System.Net;
using System.Net.Sockets;
using PerfFunctions.Browser.Journeys;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Journeys;

public sealed class LoadFailureTests(AuditFixture fixture) : IClassFixture<AuditFixture>
{
    private const string Good = "<!doctype html><link rel='icon' href='data:,'><h1>Words</h1>";

    [Fact]
    public async Task A_refused_connection_is_named_with_its_address()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        Assert.Equal($"The connection to 127.0.0.1:{port} was refused.", await fixture.FailureAsync(new($"http://127.0.0.1:{port}/")));
    }

    [Fact]
    public async Task A_host_without_an_address_is_named() =>
        Assert.Equal("The host no-such-host.invalid does not resolve.", await fixture.FailureAsync(new("http://no-such-host.invalid/")));

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    public async Task An_error_status_fails_even_with_a_page(int status)
    {
        await using TestSite site = await TestSite.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            await context.HtmlAsync(Good);
        });

        Assert.Equal($"The server responded with status {status}.", await fixture.FailureAsync(site.Address));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(503)]
    public async Task An_error_status_without_a_body_fails_with_its_status(int status)
    {
        await using TestSite site = await TestSite.StartAsync(context => context.StatusAsync(status));

        Assert.Equal($"The server responded with status {status}.", await fixture.FailureAsync(site.Address));
    }

    [Fact]
    public async Task A_download_is_no_page()
    {
        await using TestSite site = await TestSite.StartAsync(context =>
        {
            context.Response.Headers.ContentDisposition = "attachment; filename=a.zip";
            return context.BytesAsync("application/zip", new byte[1000]);
        });

        Assert.Equal(LoadFailure.Download, await fixture.FailureAsync(site.Address));
    }

    [Fact]
    public async Task A_redirect_without_end_is_reported()
    {
        await using TestSite site = await TestSite.StartAsync(context =>
        {
            context.Response.Redirect(context.Request.Path == "/a" ? "/b" : "/a");
            return Task.CompletedTask;
        });

        Assert.Equal("The address redirects endlessly.", await fixture.FailureAsync(site.Address));
    }

    [Fact]
    public async Task A_load_that_goes_on_with_its_steps_is_cut_and_the_next_audit_works()
    {
        await using TestSite site = await TestSite.ServeAsync(Good);
        BrowserOptions options = new() { WarmUp = false, WatchMachine = false, TotalTimeout = TimeSpan.FromSeconds(8) };
        await using PlaywrightPageAuditor auditor = AuditFixture.Create(options);
        AuditTarget target = AuditFixture.Target(site.Address);

        AuditedPage cut = await auditor.AuditAsync(
            target with { Steps = [new("long", new WaitAct(TimeSpan.FromHours(1)))] }, TestContext.Current.CancellationToken);
        options.TotalTimeout = TimeSpan.FromMinutes(2);
        AuditedPage next = await auditor.AuditAsync(target, TestContext.Current.CancellationToken);

        Assert.Equal("The load with its steps had not ended within 8 s.", Assert.Single(cut.Measurement.Loads).Failure);
        Assert.Null(Assert.Single(next.Measurement.Loads).Failure);
    }

    [Fact]
    public async Task An_answer_without_a_page_fails()
    {
        await using TestSite site = await TestSite.StartAsync(context => context.StatusAsync(204));

        Assert.Equal("The server did not send a page.", await fixture.FailureAsync(site.Address));
    }

    [Fact]
    public async Task A_load_event_that_does_not_come_is_a_time_out_that_names_what_is_in_progress_and_keeps_the_numbers_so_far()
    {
        await using TestSite site = await TestSite.StartAsync(context =>
            context.Request.Path == "/never.png" ? context.NeverAsync() : context.HtmlAsync(Good + "<img src='/never.png?token=abcdef'>"));
        await using PlaywrightPageAuditor auditor = AuditFixture.Create(new() { WarmUp = false, WatchMachine = false, LoadTimeout = TimeSpan.FromSeconds(1.5) });

        PageMeasurement page = (await auditor.AuditAsync(AuditFixture.Target(site.Address, 1), TestContext.Current.CancellationToken)).Measurement;

        PageLoad load = Assert.Single(page.Loads);
        Assert.Equal($"The page had not loaded within 1.5 s; still loading: {site.Address}never.png?token=(removed).", load.Failure);
        Assert.Empty(load.Values);
        Assert.Equal(2, load.Unfinished["requests"]);
        Assert.True(load.Unfinished["fcp"] > 0 && !load.Unfinished.ContainsKey("load"));
    }

    [Fact]
    public async Task A_dialog_is_dismissed_and_the_page_measured()
    {
        await using TestSite site = await TestSite.ServeAsync(Good + "<script>alert('a'); confirm('b'); onbeforeunload = e => e.preventDefault();</script>");

        PageLoad load = await fixture.LoadAsync(site.Address);

        Assert.True(load.Values["fcp"] > 0);
    }

    [Fact]
    public async Task A_page_that_never_falls_quiet_is_measured_at_the_limit()
    {
        int requests = 0;
        await using TestSite site = await TestSite.StartAsync(context =>
        {
            Interlocked.Increment(ref requests);
            return context.HtmlAsync(Good + "<script>setInterval(() => fetch('/more'), 100)</script>");
        });

        PageLoad load = await fixture.LoadAsync(site.Address);

        Assert.InRange(load.Values["requests"], 10, 30);
        Assert.True(load.Values["lcp"] > 0);
    }

    [Fact]
    public async Task A_page_stuck_in_its_script_fails_and_the_next_load_works()
    {
        // A browser of its own, that must answer the first load within 2.5 s in place of 10 s.
        var clock = new ImpatientClock(4);
        int loads = 0;
        await using TestSite site = await TestSite.StartAsync(context =>
        {
            if (Interlocked.Increment(ref loads) == 1)
            {
                return context.HtmlAsync(Good + "<script>addEventListener('load', () => setTimeout(() => { for (;;); }, 20))</script>");
            }

            clock.Calm();
            return context.HtmlAsync(Good);
        });
        await using PlaywrightPageAuditor auditor = AuditFixture.Create(new() { WarmUp = false, WatchMachine = false }, clock);

        AuditedPage page = await auditor.AuditAsync(AuditFixture.Target(site.Address, 2), TestContext.Current.CancellationToken);

        Assert.Equal([LoadFailure.Unresponsive, null], page.Measurement.Loads.Select(load => load.Failure));
        Assert.NotNull(page.Evidence!.Screenshot);
    }

    [Fact]
    public async Task Without_a_browser_each_load_says_so()
    {
        await using PlaywrightPageAuditor auditor = AuditFixture.Create(new() { ExecutablePath = "/nowhere/chrome" });

        PageMeasurement page = (await auditor.AuditAsync(AuditFixture.Target(new("http://127.0.0.1:1/"), 2), TestContext.Current.CancellationToken)).Measurement;

        Assert.Equal(2, page.Loads.Count);
        Assert.All(page.Loads, load =>
            Assert.Equal("The browser /nowhere/chrome, set by the option Browser:ExecutablePath, does not exist.", load.Failure));
        Assert.Null(page.Environment.Browser);
    }

    [Fact]
    public async Task A_program_that_is_no_browser_is_reported_in_one_sentence()
    {
        await using PlaywrightPageAuditor auditor = AuditFixture.Create(new() { ExecutablePath = Environment.ProcessPath, WarmUp = false });

        PageMeasurement page = (await auditor.AuditAsync(AuditFixture.Target(new("http://127.0.0.1:1/"), 1), TestContext.Current.CancellationToken)).Measurement;

        string failure = Assert.IsType<string>(Assert.Single(page.Loads).Failure);
        Assert.StartsWith("The browser did not start: ", failure);
        Assert.DoesNotContain('\n', failure);
    }

    [Fact]
    public async Task Cancelling_throws_and_the_next_audit_works()
    {
        using CancellationTokenSource cancel = new();
        await using TestSite site = await TestSite.StartAsync(async context =>
        {
            await cancel.CancelAsync();
            await context.NeverAsync();
        });
        await using TestSite good = await TestSite.ServeAsync(Good);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            fixture.Auditor.AuditAsync(AuditFixture.Target(site.Address, 3), cancel.Token));

        await fixture.LoadAsync(good.Address);
    }
}
