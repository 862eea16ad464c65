using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.Engine.Plans.Reading.Parameters;

/// <summary>What a profile replaces. Its entries keep their places, so that problems name the profile's lines.</summary>
internal sealed record Profile
{
    private static readonly string[] SharedModels = ["arrivals", "users"];
    private static readonly string[] Models = ["arrivals", "users", "preset", "weight"];
    private static readonly string[] ModelKeys = [.. Models, "rate", "for", "until", "inFlight"];

    /// <summary>Values of parameters; null for one that is wrong.</summary>
    public IReadOnlyDictionary<string, ScalarNode?> Parameters { get; init; } = new Dictionary<string, ScalarNode?>();

    /// <summary>Keys of the plan.</summary>
    public IReadOnlyList<MapEntry> Keys { get; init; } = [];

    /// <summary>Keys of scenarios, by scenario.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<MapEntry>> Load { get; init; } = new Dictionary<string, IReadOnlyList<MapEntry>>();

    /// <summary>The plan with this profile.</summary>
    public MapNode ApplyTo(MapNode plan)
    {
        MapNode whole = Replace(plan, Keys, SharedModels, SharedModels);
        return new MapNode(
            [.. whole.Entries.Select(e => e.Key == "load" && e.Value is MapNode load ? e with { Value = ApplyToLoad(load) } : e)],
            plan.Line);
    }

    private MapNode ApplyToLoad(MapNode load) => new(
        [
            .. load.Entries.Select(e => e.Value is MapNode scenario && Load.TryGetValue(e.Key, out IReadOnlyList<MapEntry>? keys)
                ? e with { Value = Replace(scenario, keys, Models, ModelKeys) }
                : e),
        ],
        load.Line);

    // A load model is replaced as a whole: what is left of the other one would not fit.
    private static MapNode Replace(MapNode map, IReadOnlyList<MapEntry> by, string[] models, string[] modelKeys)
    {
        bool replacesModel = by.Any(e => models.Contains(e.Key));
        return new MapNode(
            [
                .. map.Entries.Where(e => !by.Any(b => b.Key == e.Key) && !(replacesModel && modelKeys.Contains(e.Key))),
                .. by,
            ],
            map.Line);
    }
}
