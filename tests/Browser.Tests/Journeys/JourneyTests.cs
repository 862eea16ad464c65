using PerfFunctions.Browser.Tests.Recording;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Journeys;

public sealed class JourneyTests(AuditFixture fixture, Recordings recordings) : IClassFixture<AuditFixture>, IClassFixture<Recordings>
{
    private const string Shop = """
        <!doctype html><link rel="icon" href="data:,"><h1>Shop</h1>
        <input id="search"><button id="buy">Buy</button><button id="hidden" style="display:none">Hidden</button><b id="twice"></b><b id="twice"></b>
        <button id="ask">Ask</button><a id="window" href="/other" target="_blank">Window</a><div id="result"></div>
        <script>
        const tell = what => fetch('/did?' + what);
        search.onkeydown = e => { if (e.key === 'Enter') tell('searched ' + search.value); };
        buy.onclick = e => { tell('bought ' + e.isTrusted); setTimeout(() => result.innerHTML = '<p id="paid">Thanks</p>', 200); };
        ask.onclick = () => { alert('a'); tell('asked ' + confirm('b')); };
        </script>
        """;

    private static readonly Dictionary<string, string> Pages = new() { ["/"] = Shop, ["/other"] = Shop };

    [Fact]
    public async Task Steps_are_done_in_order_and_those_with_a_name_are_measured()
    {
        await using LoggedSite site = await LoggedSite.StartAsync(Pages);

        PageLoad load = await WalkAsync(
            site,
            new(null, new FillAct("#search", "tea")),
            new("search", new PressAct("Enter")),
            new("buy", new ClickAct("#buy")),
            new(null, new WaitForAct("#paid")),
            new(null, new WaitAct(TimeSpan.FromMilliseconds(50))),
            new("ask", new ClickAct("text=Ask")),
            new("other", new OpenAct("/other?from=journey")));

        Assert.Null(load.Failure);
        Assert.Equal(["?searched tea", "?bought true", "?asked false"], site.Of("/did"));
        Assert.Equal(["?from=journey"], site.Of("/other"));
        Assert.Equal(
            ["step.ask.time", "step.buy.time", "step.other.time", "step.search.time"],
            load.Values.Keys.Where(key => key.EndsWith(".time", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task A_click_that_leads_to_an_error_of_the_server_is_no_fast_step()
    {
        await using TestSite site = await TestSite.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/pay" ? 500 : 200;
            return context.HtmlAsync("<!doctype html><link rel='icon' href='data:,'><h1>Shop</h1><a id='pay' href='/pay'>Pay</a>");
        });

        PageLoad load = Assert.Single((await fixture.AuditAsync(new("page", site.Address, new(), 1) { Steps = [new("pay", new ClickAct("#pay"))] })).Measurement.Loads);

        Assert.Equal("Step 'pay': The server responded with status 500.", load.Failure);
    }

    [Fact]
    public async Task A_secret_shows_as_dots_where_it_is_typed_and_a_plain_text_as_it_is()
    {
        const string Tell = "oninput=\"fetch('/seen?' + getComputedStyle(this).webkitTextSecurity)\"";
        await using LoggedSite site = await LoggedSite.StartAsync(new()
        {
            ["/"] = $"<!doctype html><link rel='icon' href='data:,'><style>#card {{ -webkit-text-security: none !important }}</style><input id='card' {Tell}><input id='who' {Tell}>",
        });

        PageLoad load = await WalkAsync(site, new(null, new FillAct("#card", "4111 1111") { IsSecret = true }), new JourneyStep(null, new FillAct("#who", "Anna")));

        Assert.Null(load.Failure);
        Assert.Equal(["?disc", "?none"], site.Of("/seen").Order());
    }

    [Fact]
    public async Task A_request_that_begins_some_time_after_the_act_belongs_to_the_step()
    {
        await using LoggedSite site = await LoggedSite.StartAsync(new()
        {
            ["/"] = "<!doctype html><link rel='icon' href='data:,'><button id='go' onclick=\"setTimeout(() => fetch('/late'), 300)\">Go</button>",
        });

        PageLoad load = await WalkAsync(site, new JourneyStep("go", new ClickAct("#go")));

        Assert.Null(load.Failure);
        Assert.Single(site.Of("/late"));
    }

    private static readonly (JourneyStep Step, string Reason)[] Late =
    [
        (new("pay", new ClickAct("#pay")), "Step 'pay': nothing matches '#pay'."),
        (new(null, new WaitForAct("#never")), "Step 1: nothing matches '#never'."),
        (new("pay", new ClickAct("#hidden")), "Step 'pay': '#hidden' exists, but could not be clicked within 2 s."),
        (new("see", new WaitForAct("#hidden")), "Step 'see': '#hidden' exists, but did not become visible within 2 s."),
    ];

    private static readonly (JourneyStep Step, string Reason)[] Impossible =
    [
        (new("pay", new ClickAct("##")), "Step 'pay': '##' is not a selector."),
        (new("type", new FillAct("h1", "hunter2")), "Step 'type': 'h1' could not be filled in."),
        (new("press", new PressAct("Nokey")), "Step 'press': 'Nokey' is not a key."),
        (new("go", new OpenAct("/missing")), "Step 'go': The server responded with status 404."),
        (new("go", new OpenAct("http://no-such-host.invalid/")), "Step 'go': The host no-such-host.invalid does not resolve."),
        (new("open", new ClickAct("#window")), "Step 'open': it opened another window, which is not measured."),
    ];

    [Fact]
    public async Task A_step_that_cannot_be_done_is_reported_with_its_name_and_reason()
    {
        await using TestSite site = await TestSite.ServeAsync(Shop);

        // Those that wait for their limit do so at once, each in a page of its own.
        string?[] late = await Task.WhenAll(Late.Select(one => recordings.WalkAsync(site.Address, one.Step)));
        List<string?> told = [];
        foreach ((JourneyStep step, string _) in Impossible)
        {
            told.Add(await recordings.WalkAsync(site.Address, step));
        }

        Assert.Equal(Late.Select(one => one.Reason), late);
        Assert.Equal(Impossible.Select(one => one.Reason), told);
    }

    [Fact]
    public async Task A_step_that_cannot_be_done_fails_the_load()
    {
        await using TestSite site = await TestSite.ServeAsync(Shop);

        PageMeasurement page = (await fixture.AuditAsync(AuditFixture.Target(site.Address, 1, DeviceProfile.Desktop) with { Steps = [Late[0].Step] })).Measurement;

        PageLoad load = Assert.Single(page.Loads);
        Assert.Equal(Late[0].Reason, load.Failure);
        Assert.Empty(load.Values);
    }

    private async Task<PageLoad> WalkAsync(LoggedSite site, params JourneyStep[] steps) =>
        Assert.Single((await fixture.AuditAsync(AuditFixture.Target(site.Address, 1, DeviceProfile.Desktop) with { Steps = steps })).Measurement.Loads);
}
