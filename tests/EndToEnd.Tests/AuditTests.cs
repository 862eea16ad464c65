using PerfFunctions.Api;
using PerfFunctions.Cli.Sample;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>Pages in a real browser, through the whole service.</summary>
public sealed class AuditTests(ServiceFixture service)
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fast_page_passes_and_a_shifting_one_fails_by_its_known_score()
    {
        await using SampleShop shop = await SampleShop.StartAsync(TimeProvider.System);

        RunView run = await Expect.QuietAsync(() => RunAsync(shop.BaseAddress, """
            version: 1
            name: pages
            pages:
              home: { path: /, device: desktop, runs: 1 }
              shifty: { path: /shifty, device: desktop, runs: 1 }
            budgets:
              - home.lcp < 2.5s
              - home.cls < 0.1
              - shifty.cls < 0.1
            """));

        Assert.Equal(RunOutcome.Failed, run.Outcome);
        Assert.Equal([RuleStatus.Pass, RuleStatus.Pass, RuleStatus.Fail], run.Verdict!.Rules.Select(r => r.Status));
        Assert.Equal(SampleShop.ShiftScore(1350, 940), run.Verdict.Rules[2].Value!.Value, 0.01);
        string html = await service.Http.GetStringAsync($"api/runs/{run.RunId}/report.html", Test);
        Assert.Contains("data:image/jpeg;base64,", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_loaded_at_the_address_that_the_plan_gives_for_its_host()
    {
        await using TestTarget target = await TestTarget.StartAsync();

        RunView run = await RunAsync(new Uri($"http://shop.invalid:{target.Address.Port}"), """
            version: 1
            name: idle-side
            resolve: { shop.invalid: 127.0.0.1 }
            pages:
              home: { path: /, runs: 1 }
            budgets:
              - home.requests > 0
            """);

        Assert.Equal(RuleStatus.Pass, run.Verdict!.Rules.Single().Status);
        Assert.True(target.Requests > 0);
    }

    [Fact]
    public async Task A_page_that_answers_404_is_no_data_with_the_reason()
    {
        await using SampleShop shop = await SampleShop.StartAsync(TimeProvider.System);

        RunView run = await RunAsync(shop.BaseAddress, """
            version: 1
            name: gone
            pages:
              gone: { path: /no-such-page, runs: 1 }
            budgets:
              - gone.lcp < 2.5s
            """);

        Assert.Equal(RunOutcome.NoData, run.Outcome);
        Assert.Contains("404", run.Verdict!.Rules.Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_became_slower_breaks_its_rule_against_the_run_before_and_what_stayed_is_kept()
    {
        await using TestTarget before = await TestTarget.StartAsync(delay: TimeSpan.FromMilliseconds(50));
        await using TestTarget after = await TestTarget.StartAsync(delay: TimeSpan.FromSeconds(3));
        string plan = $$"""
            version: 1
            name: {{$"slower-{Guid.NewGuid():N}"[..20]}}
            pages:
              home: { path: /, device: desktop, runs: 6 }
            budgets:
              - home.lcp regression < 50%
              - home.bytes regression < 10%
            """;

        RunView first = await Expect.QuietAsync(() => RunAsync(before.Address, plan));
        RunView second = await Expect.QuietAsync(() => RunAsync(after.Address, plan));

        Assert.All(first.Verdict!.Rules, rule => Assert.Equal(RuleStatus.NoData, rule.Status));
        Assert.True(second.Outcome == RunOutcome.Failed, second.Headline);
        Assert.Equal([RuleStatus.Fail, RuleStatus.Pass], second.Verdict!.Rules.Select(r => r.Status));
        RuleComparison compared = second.Verdict.Rules[0].Comparison!;
        Assert.True(compared.Low > 0.5, compared.ChangeText);
        string html = await service.Http.GetStringAsync($"api/runs/{second.RunId}/report.html", Test);
        Assert.Contains(compared.BaseText, html, StringComparison.Ordinal);
    }

    private async Task<RunView> RunAsync(Uri target, string plan)
    {
        RunAccepted accepted = await service.Client.StartAsync(plan, target.ToString(), Test);
        return await service.EndOfAsync(accepted.RunId);
    }
}
