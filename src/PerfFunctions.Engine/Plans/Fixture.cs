namespace PerfFunctions.Engine.Plans;

/// <summary>The steps that a plan does once before its load, and once at the end.</summary>
public static class Fixture
{
    /// <summary>Name of the steps before the load.</summary>
    public const string Setup = "setup";

    /// <summary>Name of the steps at the end.</summary>
    public const string Teardown = "teardown";

    /// <summary>Both, which no scenario and no page may be named.</summary>
    public static readonly IReadOnlyList<string> Names = [Setup, Teardown];

    /// <summary>The steps as a scenario of one iteration.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="http">How requests travel.</param>
    /// <param name="steps">The steps.</param>
    public static Scenario Of(string name, HttpSettings http, IReadOnlyList<FlowStep> steps) => new()
    {
        Name = name,
        Model = new IterationModel(1, 1, Shared: false, PlanLimits.FixtureLength),
        Http = http,
        Flow = steps,

        // What one step could not delete is no reason to leave the rest.
        OnFailure = name == Teardown ? FailureAction.Continue : FailureAction.End,
    };

    /// <summary>Names of the variables that a flow captures or sets.</summary>
    public static IReadOnlySet<string> CapturedBy(Scenario scenario) => ScenarioSeries.Walk(scenario.Steps).SelectMany(step => step switch
    {
        RequestStep request => request.Captures.Keys,
        SetStep set => set.Values.Select(v => v.Key),
        ScriptStep script => script.Script.Assigned,
        K6Step => [K6Step.SetupData],
        _ => [],
    }).ToHashSet();
}
