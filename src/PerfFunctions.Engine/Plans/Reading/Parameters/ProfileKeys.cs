using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Parameters;

/// <summary>
/// Declares <c>profiles:</c>. The values stay as they are: they are read where they stand in the plan that the profile makes.
/// </summary>
internal static class ProfileKeys
{
    /// <summary>What a profile may replace of a scenario.</summary>
    public static readonly MapGrammar<IReadOnlyList<MapEntry>> Scenario = new(
        "profileScenario", "Profile scenario",
        "Any of arrivals, users, preset and weight replaces the load model of the scenario as a whole.",
        empty: "the profile replaces nothing of this scenario")
    {
        { "start", Ref("duration"), "Replaces the delay after the common start.", (e, f) => [.. e, Entry("start", f)] },
        { "weight", Count(PlanLimits.Weight), "Share of the arrivals or users at the top level.", (e, f) => [.. e, Entry("weight", f)] },
        { "arrivals", Ref("arrivals"), "Open model.", (e, f) => [.. e, Entry("arrivals", f)] },
        { "users", Ref("users"), "Closed model.", (e, f) => [.. e, Entry("users", f)] },
        { "preset", Ref("preset"), "A load of a well-known shape.", (e, f) => [.. e, Entry("preset", f)] },
        { "rate", Ref("rate"), "Rate that the preset is scaled to.", (e, f) => [.. e, Entry("rate", f)] },
        { "for", Ref("duration"), "Length of the preset.", (e, f) => [.. e, Entry("for", f)] },
        { "until", Ref("condition"), "Ends the scenario successfully.", (e, f) => [.. e, Entry("until", f)] },
        { "inFlight", Count(PlanLimits.RateOrUsers), "Most iterations at once.", (e, f) => [.. e, Entry("inFlight", f)] },
    };

    /// <summary>A profile.</summary>
    public static readonly MapGrammar<ProfileDraft> Profile = new(
        "profile", "Profile", "What a run with this profile replaces of the plan.", empty: "the profile replaces nothing")
    {
        { "parameters", Ref("parameters"), "Values that replace those of the plan, by parameter.", (p, f) => p with { Parameters = f } },
        { "load", Scenarios, "Load models that replace those of scenarios, by scenario.", (p, f) => p with { Load = f } },
        { "arrivals", Ref("arrivals"), "Open model that the scenarios with a weight share.", (p, f) => p.With("arrivals", f) },
        { "users", Ref("users"), "Closed model that the scenarios with a weight share.", (p, f) => p.With("users", f) },
        { "warmup", Ref("duration"), "Whole seconds after the start that are excluded from the results.", (p, f) => p.With("warmup", f) },
        { "shards", Count(PlanLimits.Shards), "Number of generators that share the load.", (p, f) => p.With("shards", f) },
    };

    /// <summary><c>pullRequests:</c>.</summary>
    public static readonly MapGrammar<string?> PullRequests = new("pullRequests", "Pull requests", empty: "this says nothing of pull requests")
    {
        { "profile", Name, "Profile of runs on pull requests.", (_, v) => v },
    };

    /// <summary>The name of a profile.</summary>
    public static ValueGrammar<string> Name => AnyText("the name of a profile");

    private static JsonObject Scenarios => new()
    {
        ["type"] = "object",
        ["minProperties"] = 1,
        ["maxProperties"] = PlanLimits.Scenarios,
        ["additionalProperties"] = Ref(Scenario),
    };

    /// <summary>A key with its value, in its place.</summary>
    public static MapEntry Entry(string key, Field field) => new(key, field.Node.Line, field.Node) { Path = field.Path };

    private static JsonObject Count(int most) => new() { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = most };
}

/// <summary>A profile as its keys stand in the plan.</summary>
internal sealed record ProfileDraft
{
    public Field? Parameters { get; init; }

    public Field? Load { get; init; }

    public IReadOnlyList<MapEntry> Keys { get; init; } = [];

    public ProfileDraft With(string key, Field field) => this with { Keys = [.. Keys, ProfileKeys.Entry(key, field)] };
}
