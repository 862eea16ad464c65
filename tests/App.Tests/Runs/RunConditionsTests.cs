using System.Text.Json;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.App.Tests.Runs;

public class RunConditionsTests
{
    private static readonly RunConditions Usual = Of(RunPart.All);
    private static readonly RunConditions Spike = Of(RunPart.Spike);

    [Fact]
    public void A_spike_is_another_load_also_of_a_plan_without_pages()
    {
        Assert.NotEqual(Usual.Key(), Spike.Key());
        Assert.Equal(["load shaped as a spike"], Usual.DifferencesOf(Spike));
        Assert.Equal(["the load of its plan"], Spike.DifferencesOf(Usual));
        Assert.EndsWith("cores 2, load shaped as a spike", Spike.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("cores 2", Usual.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_with_other_values_or_another_profile_have_a_history_of_their_own()
    {
        string plan = Samples.LoadPlan.Replace("10/s", "'${rate}'", StringComparison.Ordinal) +
            "\nparameters: { rate: 10/s }\nprofiles: { peak: { parameters: { rate: 90/s } } }";
        RunConditions own = With(PlanSettings.None);
        RunConditions peak = With(new PlanSettings { Profile = "peak" });
        RunConditions set = With(new PlanSettings { Parameters = new Dictionary<string, string> { ["rate"] = "20/s" } });
        Assert.Equal(3, new[] { own.Key(), peak.Key(), set.Key() }.Distinct().Count());
        Assert.Equal(["other load, pages or parameters"], own.DifferencesOf(peak));
        Assert.Equal(peak.Key(), With(new PlanSettings { Parameters = new Dictionary<string, string> { ["rate"] = "90/s" } }).Key());

        RunConditions With(PlanSettings settings) => RunConditions.Of(
            PlanParser.Parse(plan, settings).Plan!, new(plan, PlanFiles.None), Samples.Run(Samples.Now) with { Settings = settings }, [], new HostKind("here", "", 2));
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
        json = json.Replace(",\"browserHosts\":\"\"", "", StringComparison.Ordinal);
        Assert.DoesNotMatch("shape|repository|browserHosts", json);
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
        Assert.StartsWith("no repository; its plan can name one", Assert.Single(change.DifferencesOf(Usual)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_browser_elsewhere_is_another_machine()
    {
        RunConditions here = Browsers(("Chromium 156.0.1", null));
        RunConditions there = Browsers(("Chromium 156.0.2", "browsers.example"));
        Assert.NotEqual(here.Key(), there.Key());
        Assert.Equal(["browser at browsers.example"], here.DifferencesOf(there));
        Assert.Equal(["its browser on the service's machine"], there.DifferencesOf(here));
        Assert.Equal(here.Key(), Browsers(("Chromium 156.0.3", null)).Key());
    }

    [Fact]
    public void One_page_has_the_conditions_of_a_run_whose_other_pages_have_other_browsers()
    {
        RunConditions whole = Browsers(("Chromium 156.0.1", null), ("Firefox 140.0", null));
        Assert.True(whole.Cover(Browsers(("Firefox 140.1", null))));
        Assert.True(whole.Cover(whole));
        Assert.False(whole.Cover(Browsers(("Firefox 141.0", null))));
        Assert.False(whole.Cover(Browsers(("Firefox 140.1", "browsers.example"))));
        Assert.False(whole.Cover(Browsers(("Firefox 140.1", null)) with { Measured = "another plan" }));
    }

    private static RunConditions Browsers(params (string Name, string? Host)[] browsers) => RunConditions.Of(
        PlanParser.Parse(Samples.LoadPlan).Plan!, new(Samples.LoadPlan, PlanFiles.None), Samples.Run(Samples.Now),
        [.. browsers.Select(b => new PageEnvironment { Browser = b.Name, BrowserHost = b.Host, Device = DeviceProfile.Mobile })], new HostKind("", "", 2));

    private static RunConditions Of(RunPart part, string plan = Samples.LoadPlan, PullRequestContext? change = null) =>
        RunConditions.Of(PlanParser.Parse(plan).Plan!, new(plan, PlanFiles.None), Samples.Run(Samples.Now) with { Part = part, PullRequest = change }, [], new HostKind("here", "", 2));
}
