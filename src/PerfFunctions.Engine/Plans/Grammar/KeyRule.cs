using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Grammar;

/// <summary>What some keys of a map say together.</summary>
internal abstract class KeyRule
{
    /// <summary>Whether the rule says when a key must be there.</summary>
    public abstract bool Covers(string key);

    /// <summary>The keys that are to be read; reports where they do not follow the rule.</summary>
    public abstract IEnumerable<string> Select(MapField map, string[] keys);

    /// <summary>What the JSON Schema says of a map: a keyword and its value.</summary>
    public abstract KeyValuePair<string, JsonNode> Schema();
}

/// <summary>Exactly one of some keys must be there; any others may stand beside it.</summary>
/// <param name="what">What they stand for, for the problem where none is there; with <see cref="Allowed"/>, what has them.</param>
/// <param name="choice">The keys.</param>
internal sealed class KeyChoice(string what, params string[] choice) : KeyRule
{
    /// <summary>What a problem names as right; null for the keys.</summary>
    public string? Allowed { get; init; }

    /// <inheritdoc />
    public override bool Covers(string key) => choice.Contains(key);

    /// <inheritdoc />
    public override IEnumerable<string> Select(MapField map, string[] keys)
    {
        string? chosen = Allowed is null ? map.OneOf(choice, what) : Choose(map, Allowed);
        return keys.Where(key => key == chosen || !Covers(key));
    }

    /// <inheritdoc />
    public override KeyValuePair<string, JsonNode> Schema() => new("oneOf", new JsonArray([.. choice.Select(key => Schemas.Requires(key))]));

    private string? Choose(MapField map, string allowed)
    {
        IReadOnlyList<string> present = map.Present(choice);
        if (present.Count == 1)
        {
            return present[0];
        }

        map.Refuse(
            present.Count > 0 ? $"{what} has both '{present[0]}' and '{present[1]}'"
                : $"{what} has neither '{choice[0]}' nor {string.Join(", ", choice[1..^1].Select(key => $"'{key}'"))} or '{choice[^1]}'",
            allowed);
        return null;
    }
}

/// <summary>At most one of some keys is there; any others may stand beside it.</summary>
/// <param name="what">What they stand for, for the problem where there are several.</param>
/// <param name="choice">The keys.</param>
internal sealed class KeyLimit(string what, params string[] choice) : KeyRule
{
    /// <inheritdoc />
    public override bool Covers(string key) => choice.Contains(key);

    /// <inheritdoc />
    public override IEnumerable<string> Select(MapField map, string[] keys)
    {
        IReadOnlyList<string> present = map.Present(choice);
        string? chosen = present.Count > 1 ? map.OneOf(choice, what) : present.Count == 1 ? present[0] : null;
        return keys.Where(key => key == chosen || !Covers(key));
    }

    /// <inheritdoc />
    public override KeyValuePair<string, JsonNode> Schema() => new(
        "oneOf",
        new JsonArray([.. choice.Select(key => Schemas.Requires(key)), new JsonObject { ["not"] = Schemas.RequiresAny(choice) }]));
}

/// <summary>At least one of some keys is there.</summary>
/// <param name="missing">What to say where none is.</param>
/// <param name="needed">The keys.</param>
internal sealed class KeyNeed(string missing, params string[] needed) : KeyRule
{
    /// <inheritdoc />
    public override bool Covers(string key) => needed.Contains(key);

    /// <inheritdoc />
    public override IEnumerable<string> Select(MapField map, string[] keys)
    {
        if (map.Present(needed).Count == 0)
        {
            map.Refuse(missing, $"at least one of {string.Join(", ", needed)}");
        }

        return keys;
    }

    /// <inheritdoc />
    public override KeyValuePair<string, JsonNode> Schema() => new("anyOf", new JsonArray([.. needed.Select(key => Schemas.Requires(key))]));
}

/// <summary>The map has one of several forms, each with all of its keys and no others.</summary>
/// <param name="allowed">What a problem names as right.</param>
/// <param name="forms">The forms. Of several whose marks are there, the last is taken; where none is, the first.</param>
internal sealed class KeyForms(string allowed, params KeyForm[] forms) : KeyRule
{
    /// <summary>The first few of the forms alone.</summary>
    public KeyForms First(int count) => new(allowed, forms[..count]);

    /// <inheritdoc />
    public override bool Covers(string key) => forms.Any(form => form.Keys.Contains(key));

    /// <inheritdoc />
    public override IEnumerable<string> Select(MapField map, string[] keys)
    {
        KeyForm form = forms.LastOrDefault(f => map.Present(f.Marks).Count > 0) ?? forms[0];
        if (map.Present(keys.Except(form.Keys)).Count == 0)
        {
            return form.Keys;
        }

        map.Refuse(form.Mistake, allowed);
        return [];
    }

    /// <inheritdoc />
    public override KeyValuePair<string, JsonNode> Schema() => new("oneOf", new JsonArray([.. forms.Select(SchemaOf)]));

    private static JsonNode SchemaOf(KeyForm form)
    {
        JsonNode schema = Schemas.Requires(form.Keys);
        schema["maxProperties"] = form.Keys.Length;
        return schema;
    }
}

/// <summary>A form of a map.</summary>
/// <param name="Mistake">What to say where other keys stand beside its own.</param>
/// <param name="Keys">Its keys.</param>
/// <param name="Marks">Those of them by which it is known.</param>
internal sealed record KeyForm(string Mistake, string[] Keys, params string[] Marks);
