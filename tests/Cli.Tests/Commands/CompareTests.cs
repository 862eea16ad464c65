using Microsoft.AspNetCore.Http;
using PerfFunctions.Api;
using PerfFunctions.Cli.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Statistics;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.Cli.Tests.Commands;

public sealed class CompareTests
{
    [Fact]
    public async Task Both_sides_of_each_number_are_shown_with_the_change_and_what_differs_between_the_runs()
    {
        PerfEnd end = await ComparedAsync(View(
            RegressionOutcome.Worse,
            new ComparedNumber("home.lcp", MetricKind.Page, RegressionOutcome.Worse, "slower", Change("1 s", "1.3 s", "+30 % (+28 … +33)")),
            new ComparedNumber("cart.lcp", MetricKind.Page, RegressionOutcome.NoData, "'cart' was not measured.", null)));
        Assert.Equal(1, end.Code);
        Assert.All(
            ["home.lcp", "1 s", "1.3 s", "+30 % (+28 … +33)", "✗ worse", "? no data", "'cart' was not measured.", "the base had cores 4", "A change within 5% counts as equal",
                "WORSE  1 worse, 0 better, 0 equal, 0 inconclusive, 1 without data", "http://s/base.html", "http://s/head.html"],
            part => Assert.Contains(part, end.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(RegressionOutcome.Worse, 1)]
    [InlineData(RegressionOutcome.NoData, 3)]
    [InlineData(RegressionOutcome.Inconclusive, 0)]
    [InlineData(RegressionOutcome.Same, 0)]
    [InlineData(RegressionOutcome.Better, 0)]
    public async Task The_exit_code_says_what_it_comes_to(RegressionOutcome outcome, int code) =>
        Assert.Equal(code, (await ComparedAsync(View(outcome))).Code);

    [Fact]
    public async Task The_service_is_asked_for_both_runs_and_the_margin()
    {
        string? asked = null;
        await using StubService service = await StubService.StartAsync(async context =>
        {
            asked = context.Request.Path + context.Request.QueryString;
            await context.Response.WriteAsJsonAsync(View(RegressionOutcome.Same), PerfJson.Options);
        });
        await Perf.RunAsync(["compare", "one", "two", "--margin", "3%", "--server", service.Address.ToString()]);
        Assert.Equal("/api/compare?base=one&head=two&margin=3%25", asked);
    }

    private static CompareView View(RegressionOutcome outcome, params ComparedNumber[] numbers) =>
        new(Run("base"), Run("head"), outcome, 0.05, ["the base had cores 4"], numbers);

    private static ComparedRunView Run(string id) => new(id, "shop", RunOutcome.Passed, DateTimeOffset.UnixEpoch, null, $"http://s/{id}.html");

    private static RuleComparison Change(string before, string now, string change) => new()
    {
        Base = 1000,
        Head = 1300,
        BaseText = before,
        HeadText = now,
        ChangeText = change,
        Margin = 0.05,
        BaseRuns = 1,
        SampleBase = 5,
        SampleHead = 5,
    };

    private static async Task<PerfEnd> ComparedAsync(CompareView view)
    {
        await using StubService service = await StubService.StartAsync(context => context.Response.WriteAsJsonAsync(view, PerfJson.Options));
        return await Perf.RunAsync(["compare", "base", "head", "--server", service.Address.ToString()]);
    }
}
