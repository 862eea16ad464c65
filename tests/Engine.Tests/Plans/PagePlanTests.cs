using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

public class PagePlanTests
{
    [Fact]
    public void Every_condition_is_read()
    {
        PerfPlan plan = PlanText.Valid(FullPlan.Yaml);
        Page page = plan.Pages[1];
        PageConditions conditions = page.Conditions;
        Assert.Equal(new DeviceProfile("own", 390, 844, 3, Touch: true, "perf"), conditions.Device);
        Assert.Equal(new NetworkProfile("own", TimeSpan.FromMilliseconds(150), 200_000, 93_750), conditions.Network);
        Assert.Equal((BrowserKind.Chromium, 4, true, "de-DE", true, "#accept"),
            (conditions.Browser, conditions.CpuSlowdown, conditions.WarmLoad, conditions.Language, conditions.Dark, conditions.Consent));
        Assert.Equal(RedirectRule.Fail, conditions.Redirect);
        Assert.Equal(["tenant=a", "sid=${secret(sid)}"], conditions.Cookies.Select(c => $"{c.Key}={c.Value}"));
        Assert.Equal(["x-run=1", "x-preview=${secret(preview)}"], conditions.Headers.Select(c => $"{c.Key}={c.Value}"));
        Assert.Equal(["*://*.ads.example/*", "*.mp4"], conditions.Blocked);
        Assert.Equal(
            [new(null, new OpenAct("/login")), new(null, new FillAct("#user", "anna")), new(null, new FillAct("#password", "${secret(shopper)}")),
                new(null, new PressAct("Enter")), new JourneyStep(null, new WaitForAct("#account"))],
            conditions.Login);
        Assert.Equal(
            [new("cart", new OpenAct("/cart")), new(null, new ClickAct("#buy")), new JourneyStep("pay", new WaitAct(TimeSpan.FromSeconds(2)))],
            page.Steps);
        Assert.Equal((5, 20, 0.1, "https://main.shop.example"), (page.Runs, page.MaxRuns, page.Spread, page.Base));
        Assert.Equal(["sid", "preview", "shopper"], plan.Secrets.Except(["token", "pem", "id", "pw", "key", "proxy"]));
    }

    [Fact]
    public void A_page_replaces_what_it_names_and_keeps_the_rest()
    {
        PerfPlan plan = PlanText.Valid("""
            version: 1
            name: p
            audit:
              { network: 4g, cpu: 2x, cache: warm, cookies: { a: 1, b: 2 }, headers: { x-a: 1, x-b: 2 }, steps: [ { click: a, name: more } ],
                device: desktop, spread: 5%, runs: 8, against: 'https://{branch}.shop.example' }
            pages:
              home: { path: /, network: none, cookies: { b: 3 }, headers: { X-B: 3 }, runs: 3 }
              other: { path: /other }
            budgets: [ other.step.more.time < 1s ]
            """);
        Page home = plan.Pages[0], other = plan.Pages[1];
        Assert.Equal(("none", 2, true, "desktop"),
            (home.Conditions.Network.Name, home.Conditions.CpuSlowdown, home.Conditions.WarmLoad, home.Conditions.Device.Name));
        Assert.Equal(["a=1", "b=3"], home.Conditions.Cookies.Select(c => $"{c.Key}={c.Value}"));
        Assert.Equal(["x-a=1", "X-B=3"], home.Conditions.Headers.Select(c => $"{c.Key}={c.Value}"));
        Assert.Equal((3, 6, 0.05), (home.Runs, home.MaxRuns, home.Spread));
        Assert.Equal(("4g", 8, 16), (other.Conditions.Network.Name, other.Runs, other.MaxRuns));
        Assert.All(plan.Pages, p => Assert.Equal(("https://{branch}.shop.example", "more"), (p.Base, Assert.Single(p.Steps).Name)));
    }

    [Theory]
    [InlineData("runs: 1", 1)]
    [InlineData("runs: 5", 10)]
    [InlineData("runs: 20", 30)]
    [InlineData("runs: 40", 40)]
    [InlineData("runs: 1, maxRuns: 4", 4)]
    public void A_wide_spread_asks_for_twice_the_loads_within_reason(string page, int most) =>
        Assert.Equal(most, PlanText.Valid(With(page)).Pages[0].MaxRuns);

    [Fact]
    public void Every_network_that_has_a_name_may_be_named() =>
        Assert.All(NetworkProfile.Named, n => Assert.Same(n, PlanText.Valid(With($"network: {n.Name}")).Pages[0].Conditions.Network));

    [Theory]
    [InlineData("browser: chrome", "browser", "not one of the choices")]
    [InlineData("device: phone", "device", "not one of the choices")]
    [InlineData("device: { width: 390 }", "device.height", "missing")]
    [InlineData("device: { width: 390, height: 1, scale: 0 }", "device.scale", "out of range")]
    [InlineData("device: { width: 390, height: 1, userAgent: '${secret(a)}' }", "device.userAgent",
        "placeholders are not supported")]
    [InlineData("network: 4G+", "network", "did you mean '4g'")]
    [InlineData("network: {}", "network", "has no settings")]
    [InlineData("network: { down: 1600 }", "network.down", "say '1600kbit/s'")]
    [InlineData("network: { down: 2MB/s }", "network.down", "not a bit rate")]
    [InlineData("network: { up: 0kbit/s }", "network.up", "out of range")]
    [InlineData("network: { latency: 1m }", "network.latency", "out of range")]
    [InlineData("cpu: 4", "cpu", "say '4x'")]
    [InlineData("cpu: 0.5x", "cpu", "out of range")]
    [InlineData("cpu: 21x", "cpu", "out of range")]
    [InlineData("browser: firefox, cpu: 4x", "cpu", "only Chromium supports throttling")]
    [InlineData("cookies: { 'a b': 1 }", "cookies.a b", "not a cookie name")]
    [InlineData("cookies: { a: 'b; c' }", "cookies.a", "not a valid")]
    [InlineData("cookies: { a: '${user()}' }", "cookies.a", "pages do not support variables")]
    [InlineData("headers: { cookie: a }", "headers.cookie", "set by the browser")]
    [InlineData("headers: { x: '${page}' }", "headers.x", "pages do not support variables")]
    [InlineData("headers: { x: '${secret()}' }", "headers.x", "wrong arguments")]
    [InlineData("language: german", "language", "not a language tag")]
    [InlineData("colorScheme: sepia", "colorScheme", "not one of the choices")]
    [InlineData("block: [ '*://*/*' ]", "block[0]", "block the page itself")]
    [InlineData("redirect: follow", "redirect", "not one of the choices")]
    [InlineData("consent: '${secret(a)}'", "consent", "placeholders are not supported here")]
    [InlineData("login: [ { click: a, name: b } ]", "login[0].name", "not measured")]
    [InlineData("steps: [ { open: '/${secret(a)}' } ]", "steps[0].open", "do not support variables")]
    [InlineData("steps: [ { open: cart } ]", "steps[0].open", "not a path")]
    [InlineData("steps: [ { open: //other.example/ } ]", "steps[0].open", "not a path")]
    [InlineData("steps: [ { open: '/\\other.example/' } ]", "steps[0].open", "not a path")]
    [InlineData("headers: { host: other.example }", "headers.host", "set by the browser")]
    [InlineData("steps: [ { clik: a } ]", "steps[0].clik", "did you mean 'click'")]
    [InlineData("steps: [ { name: a } ]", "steps[0]", "what the step does is missing")]
    [InlineData("steps: [ { click: a, press: b } ]", "steps[0]", "only one is allowed, but there are: click, press")]
    [InlineData("steps: [ { click: a, name: A } ]", "steps[0].name", "not the name of a step")]
    [InlineData("steps: [ { click: a, name: b }, { click: c, name: b } ]", "steps[1].name", "a step 'b' already")]
    [InlineData("steps: [ { fill: { a: 1, b: 2 }, name: c } ]", "steps[0].fill", "fills exactly one field")]
    [InlineData("steps: [ { wait: 2m } ]", "steps[0].wait", "out of range")]
    [InlineData("runs: 5, maxRuns: 4", "maxRuns", "fewer than 'runs', which is 5")]
    [InlineData("spread: 10", "spread", "say '10%'")]
    [InlineData("against: /main", "against", "not an absolute")]
    [InlineData("against: 'https://{pull}.shop.example'", "against", "unknown placeholder")]
    public void A_wrong_condition_is_one_problem(string page, string path, string message)
    {
        PlanProblem problem = PlanText.OneProblem(With(page));
        Assert.Equal(($"pages.home.{path}", 3), (problem.Path, problem.Line));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Allowed);
    }

    [Fact]
    public void All_mistakes_are_reported_at_once_those_under_audit_too()
    {
        PlanParseResult result = PlanParser.Parse("""
            version: 1
            name: p
            audit: { cpu: 4, against: https://main.example, path: / }
            pages:
              home: { path: https://other.example/, steps: [ { press: '' } ] }
              slow: { path: /, browser: safari }
            budgets: [ home.step.pay.time < 1s ]
            """);
        Assert.Equal(
            ["audit.path", "audit.cpu", "pages.home.steps[0].press", "pages.home.path", "pages.slow.browser", "budgets[0]"],
            result.Problems.Select(p => p.Path));
        Assert.Equal([3, 3, 5, 5, 6, 7], result.Problems.Select(p => p.Line));
    }

    private static string With(string page) => $"version: 1\nname: p\npages: {{ home: {{ path: /, {page} }} }}\n";
}
