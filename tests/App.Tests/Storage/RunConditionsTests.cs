using System.Text.Json;
using PerfFunctions.App.GitHub;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Tests.Storage;

public class RunConditionsTests
{
    private static readonly RunConditions Usual = Of(RunPart.All);
    private static readonly RunConditions Spike = Of(RunPart.Spike);

    [Fact]
    public void A_spike_is_another_load_also_of_a_plan_without_pages()
    {
        Assert.NotEqual(Usual.Key(), Spike.Key());
        Assert.Equal(["load shaped as a spike"], Usual.DifferencesOf(Spike));
        Assert.Equal(["load as its plan has it"], Spike.DifferencesOf(Usual));
        Assert.EndsWith("cores 2, load shaped as a spike", Spike.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("cores 2", Usual.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_alone_are_as_in_the_whole_plan_unless_it_loads_them_under_load()
    {
        string underLoad = Samples.LoadAndPagePlan + "\naudits: under-load";
        Assert.Equal(Of(RunPart.All, Samples.LoadAndPagePlan).Key(), Of(RunPart.Audit, Samples.LoadAndPagePlan).Key());
        Assert.NotEqual(Of(RunPart.All, underLoad).Key(), Of(RunPart.Audit, underLoad).Key());
    }

    [Fact]
    public void Conditions_of_before_there_were_shapes_and_repositories_keep_their_name()
    {
        string json = JsonSerializer.Serialize(Usual, PerfJson.Options)
            .Replace(",\"shape\":\"\"", "", StringComparison.Ordinal).Replace(",\"repository\":\"\"", "", StringComparison.Ordinal);
        Assert.DoesNotMatch("shape|repository", json);
        Assert.Equal(Usual, JsonSerializer.Deserialize<RunConditions>(json, PerfJson.Options));
        Assert.Equal("39ad52c9a3cb", (Usual with { Measured = "m" }).Key());
    }

    [Fact]
    public void Plans_of_one_name_in_two_repositories_have_a_history_each_and_a_plan_can_name_its_own()
    {
        RunConditions change = Of(RunPart.All, Samples.LoadPlan, Samples.PullRequest);
        RunConditions elsewhere = Of(RunPart.All, Samples.LoadPlan, Samples.PullRequest with { Owner = "hexa" });
        RunConditions nightly = Of(RunPart.All, Samples.LoadPlan + "\nrepository: Octo/Shop");
        Assert.Equal("octo/shop", change.Repository);
        Assert.Equal(change.Key(), nightly.Key());
        Assert.Equal(3, new[] { change.Key(), elsewhere.Key(), Usual.Key() }.Distinct().Count());
        Assert.Equal(["repository hexa/shop"], change.DifferencesOf(elsewhere));
        Assert.StartsWith("no repository, which its plan can name", Assert.Single(change.DifferencesOf(Usual)), StringComparison.Ordinal);
    }

    private static RunConditions Of(RunPart part, string plan = Samples.LoadPlan, PullRequestContext? change = null) =>
        RunConditions.Of(PlanParser.Parse(plan).Plan!, plan, Samples.Run(Samples.Now) with { Part = part, PullRequest = change }, [], new HostKind("here", "", 2));
}
