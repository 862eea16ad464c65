using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Load;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Parameters;

/// <summary>
/// Declares <c>profiles:</c>. The values stay as they are: they are read where they stand in the plan that the profile makes.
/// </summary>
internal static class ProfileKeys
{
    private static readonly string[] Replaceable = ["start", .. ScenarioKeys.Models, "rate", "for", "until", "inFlight"];

    /// <summary>What a profile may replace of a scenario.</summary>
    public static readonly MapGrammar<IReadOnlyList<MapEntry>> Scenario = new(
        "profileScenario", "Profile scenario",
        "Any of arrivals, users, preset and weight replaces the load model of the scenario as a whole.",
        empty: "the profile replaces nothing of this scenario")
    {
        { ScenarioKeys.Map, Replaceable, (entries, key, field) => [.. entries, Entry(key, field)] },
    };

    /// <summary>A profile.</summary>
    public static readonly MapGrammar<ProfileDraft> Profile = new(
        "profile", "Profile", "What a run with this profile replaces of the plan.", empty: "the profile replaces nothing")
    {
        { "parameters", Ref("parameters"), "Values that replace those of the plan, by parameter.", (p, f) => p with { Parameters = f } },
        { "load", Entries(PlanLimits.Scenarios, Ref(Scenario)), "Load models that replace those of scenarios, by scenario.", (p, f) => p with { Load = f } },
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
