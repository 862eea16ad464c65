using PerfFunctions.Api;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Targets;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Tests.Targets;

public sealed class TargetResolverTests
{
    private const string Sha = "1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d";

    [Theory]
    [InlineData("https://shop.example", null, "https://shop.example")]
    [InlineData("https://shop.example", "https://given.example/eu", "https://given.example/eu")]
    [InlineData(null, "https://given.example", "https://given.example")]
    public void What_the_request_brings_goes_before_the_plan(string? planned, string? given, string expected) =>
        Assert.Equal((expected, null), Resolve(planned, Samples.Run(Samples.Now) with { Target = given }));

    [Theory]
    [InlineData("https://pr-{pr}.shop.example", "https://pr-17.shop.example")]
    [InlineData("https://{branch}.shop.example", "https://feature-new-cart.shop.example")]
    [InlineData("https://shop.example/{sha}/{pr}", $"https://shop.example/{Sha}/17")]
    public void A_pull_request_fills_the_places(string planned, string expected) =>
        Assert.Equal((expected, null), Resolve(planned, PullRequest(RunTrigger.PullRequest)));

    [Fact]
    public void A_deployment_brings_its_own_address() =>
        Assert.Equal(("https://preview.example/x", null), Resolve(null, Deployment("https://preview.example/x")));

    [Theory]
    [InlineData(RunTrigger.Deployment, "https://shop.example")]
    [InlineData(RunTrigger.PullRequest, null)]
    public void Of_the_two_events_of_a_change_only_one_runs_and_the_other_is_quiet(RunTrigger trigger, string? planned)
    {
        RunStop stop = Stopped(planned, PullRequest(trigger) with { PullRequest = Samples.PullRequest with { DeploymentUrl = "https://preview.example" } });
        Assert.Equal((RunOutcome.NoData, true), (stop.Outcome, stop.Quiet));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://pr-{pr}.shop.example")]
    [InlineData("https://{branch}.shop.example")]
    public void A_run_without_an_address_says_so_aloud(string? planned)
    {
        RunStop stop = Stopped(planned, Samples.Run(Samples.Now));
        Assert.Equal((RunOutcome.NoData, false), (stop.Outcome, stop.Quiet));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("preview.example")]
    [InlineData("ftp://preview.example")]
    [InlineData("https://user:secret@preview.example")]
    public void A_deployment_without_a_usable_address_stops_before_anything_is_sent(string? address) =>
        Assert.Equal((RunOutcome.NoData, false), (Stopped(null, Deployment(address)).Outcome, Stopped(null, Deployment(address)).Quiet));

    [Fact]
    public void A_branch_of_which_nothing_is_left_makes_no_address()
    {
        RunRecord run = PullRequest(RunTrigger.PullRequest) with { PullRequest = Samples.PullRequest with { Branch = "___" } };
        Assert.Equal(RunOutcome.NoData, Stopped("https://{branch}.shop.example", run).Outcome);
    }

    private static RunStop Stopped(string? planned, RunRecord run)
    {
        (string? target, RunStop? stop) = Resolve(planned, run);
        Assert.Null(target);
        return Assert.IsType<RunStop>(stop);
    }

    private static (string? Target, RunStop? Stop) Resolve(string? planned, RunRecord run) =>
        TargetResolver.Resolve(new PerfPlan { Name = "shop", Target = planned }, run);

    private static RunRecord PullRequest(RunTrigger trigger) =>
        Samples.Run(Samples.Now) with { Trigger = trigger, PullRequest = Samples.PullRequest };

    private static RunRecord Deployment(string? address) => PullRequest(RunTrigger.Deployment) with
    {
        PullRequest = Samples.PullRequest with { DeploymentUrl = address },
    };
}
