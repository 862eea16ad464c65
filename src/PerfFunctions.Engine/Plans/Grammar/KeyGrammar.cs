using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Grammar;

/// <summary>A key of a map.</summary>
/// <param name="Name">The key.</param>
/// <param name="Meaning">What it means, in one sentence.</param>
/// <param name="Schema">Describes its value.</param>
/// <param name="Read">Fills its value in; reports a problem and changes nothing if it is wrong.</param>
internal sealed record KeyGrammar<T>(string Name, string Meaning, JsonObject Schema, Func<T, Field, T> Read)
{
    /// <summary>What holds where the key is missing; null where that is not a value.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>What a problem names as right where the key is missing; null where it may be left out.</summary>
    public string? Required { get; init; }

    /// <summary>The same key of a map that this one's map is a part of.</summary>
    public KeyGrammar<TWhole> Within<TWhole>(Func<TWhole, T> get, Func<TWhole, T, TWhole> set) =>
        new(Name, Meaning, Schema, (whole, field) => set(whole, Read(get(whole), field)))
        {
            Default = Default,
            Required = Required,
        };

    /// <summary>The key's part of the JSON Schema.</summary>
    public JsonObject SchemaOfKey()
    {
        JsonObject schema = Schema.DeepClone().AsObject();
        if (Default is not null)
        {
            schema["default"] = Default.DeepClone();
        }

        schema["description"] = Meaning;
        return schema;
    }
}
