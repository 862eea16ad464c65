using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Grammar;

/// <summary>Reads a value; reports a problem and returns false if it is wrong.</summary>
internal delegate bool ValueReader<T>(Field field, [MaybeNullWhen(false)] out T value);

/// <summary>A kind of value: how it is read from a plan, and how the JSON Schema describes it.</summary>
/// <param name="TryRead">Reads it.</param>
/// <param name="Schema">The description, without what depends on the key.</param>
internal sealed record ValueGrammar<T>(ValueReader<T> TryRead, JsonObject Schema)
{
    /// <summary>What holds where the key is missing, as a plan would write it; null where that is not a value.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>What a problem names as right where the key is missing; null where the key may be left out.</summary>
    public string? Required { get; init; }
}
