using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Protocols;

/// <summary>The steps of other protocols over HTTP, each by the key that it begins with.</summary>
internal static class ProtocolSteps
{
    private static readonly Dictionary<string, Kind> All = new()
    {
        ["graphql"] = new(GraphQlReader.Map, "a graphql", GraphQlReader.Read),
        ["connect"] = new(SocketKeys.Connect, "a connect", SocketReader.Connect),
        ["send"] = new(SocketKeys.Send, "a send", SocketReader.Send),
        ["receive"] = new(SocketKeys.Receive, "a receive", SocketReader.Receive),
        ["events"] = new(EventsReader.Map, "an events", EventsReader.Read),
        ["grpc"] = new(GrpcReader.Map, "a grpc", GrpcReader.Read),
        ["close"] = new(SocketKeys.Close, "a close", SocketReader.Close),
    };

    /// <summary>The keys that steps begin with.</summary>
    public static IReadOnlyCollection<string> Kinds => All.Keys;

    /// <summary>All keys of all steps.</summary>
    public static IEnumerable<string> Keys => All.Values.SelectMany(kind => kind.Map.Keys);

    /// <summary>The declared maps, for the schema.</summary>
    public static IReadOnlyList<IMapGrammar> Maps =>
        [.. All.Values.Select(kind => kind.Map), MessageKeys.Match, SocketKeys.Message, GrpcReader.Source];

    /// <summary>The keys of a step, and what it is called in a sentence.</summary>
    public static (string[] Keys, string What)? KeysOf(string kind) =>
        All.TryGetValue(kind, out Kind? found) ? (found.Map.Keys, found.What) : null;

    /// <summary>The kinds of a step by its keys: <c>receive</c> is a part of another step where both are there.</summary>
    public static IReadOnlyList<string> KindsOf(IReadOnlyList<string> present) =>
        present.Any(key => key is "send" or "events" or "grpc") ? [.. present.Where(key => key != "receive")] : present;

    /// <summary>Reads a step of one of <see cref="Kinds"/>; null, and a problem, where nothing can be made of it.</summary>
    public static FlowStep? Read(string kind, MapField map, VariableScope scope) => All[kind].Read(map, scope);

    private sealed record Kind(IMapGrammar Map, string What, Func<MapField, VariableScope, FlowStep?> Read);
}
