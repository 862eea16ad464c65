using System.Text.Json;
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
    public void Conditions_of_before_there_were_shapes_keep_their_name()
    {
        string json = JsonSerializer.Serialize(Usual, PerfJson.Options).Replace(",\"shape\":\"\"", "", StringComparison.Ordinal);
        Assert.DoesNotContain("shape", json, StringComparison.Ordinal);
        Assert.Equal(Usual, JsonSerializer.Deserialize<RunConditions>(json, PerfJson.Options));
        Assert.Equal("39ad52c9a3cb", (Usual with { Measured = "m" }).Key());
    }

    private static RunConditions Of(RunPart part, string plan = Samples.LoadPlan) =>
        RunConditions.Of(PlanParser.Parse(plan).Plan!, plan, part, [], new HostKind("here", "", 2));
}
