using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Journeys;

public sealed class UnfinishedStepTests
{
    [Theory]
    [InlineData("slow", "never.png?token=(removed)")]
    [InlineData("never.png?token=abcdef", "never.png?token=(removed)")] // the document itself
    public async Task A_step_to_a_page_that_never_ends_names_what_keeps_it_and_keeps_the_numbers_so_far(string step, string named)
    {
        await using TestSite site = await TestSite.StartAsync(context => context.Request.Path.Value switch
        {
            "/never.png" => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default),
            "/slow" => context.HtmlAsync("<!doctype html><link rel=icon href=data:,><h1>Slow</h1><img src='/never.png?token=abcdef'>"),
            _ => context.HtmlAsync("<!doctype html><link rel=icon href=data:,><h1>Home</h1>"),
        });
        await using PlaywrightPageAuditor auditor = AuditFixture.Create(new() { WarmUp = false, WatchMachine = false, LoadTimeout = TimeSpan.FromSeconds(1.5) });

        PageLoad load = Assert.Single((await auditor.AuditAsync(
            AuditFixture.Target(site.Address) with { Steps = [new("open", new OpenAct($"/{step}"))] }, TestContext.Current.CancellationToken)).Measurement.Loads);

        Assert.Equal($"Step 'open': The page had not loaded within 1.5 s; still loading: {site.Address}{named}.", load.Failure);
        Assert.Empty(load.Values);
        Assert.True(load.Unfinished["lcp"] > 0 && load.Unfinished["load"] > 0);
        Assert.Equal(step == "slow" ? 2 : 1, load.Unfinished["step.open.requests"]);
        Assert.Equal(load.Unfinished["step.open.requests"] + 1, load.Unfinished["requests"]);
    }
}
