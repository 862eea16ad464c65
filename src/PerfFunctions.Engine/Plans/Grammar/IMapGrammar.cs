using System.Text.Json.Nodes;

namespace PerfFunctions.Engine.Plans.Grammar;

/// <summary>A map of the plan, whatever reading it fills in.</summary>
internal interface IMapGrammar
{
    /// <summary>Name of the map's definition in the schema.</summary>
    string Name { get; }

    /// <summary>The keys, in the order in which problems and the reference page list them.</summary>
    string[] Keys { get; }

    /// <summary>The map's part of the JSON Schema.</summary>
    JsonObject Schema();
}
