using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Grammar;

/// <summary>What some keys of a map say together.</summary>
internal abstract class KeyRule
{
    /// <summary>Whether the rule says when a key must be there.</summary>
    public abstract bool Covers(string key);

    /// <summary>Of the keys those that are to be read; reports where the rule is broken.</summary>
    public abstract IEnumerable<string> Select(MapField map, string[] keys);

    /// <summary>What the JSON Schema says of a map: it is exactly one of these.</summary>
    public abstract IEnumerable<JsonNode> OneOf();
}

/// <summary>Exactly one of some keys must be there; any others may stand beside it.</summary>
/// <param name="what">What they stand for, for the problem where none is there.</param>
/// <param name="choice">The keys.</param>
internal sealed class KeyChoice(string what, params string[] choice) : KeyRule
{
    /// <inheritdoc />
    public override bool Covers(string key) => choice.Contains(key);

    /// <inheritdoc />
    public override IEnumerable<string> Select(MapField map, string[] keys)
    {
        string? chosen = map.OneOf(choice, what);
        return keys.Where(key => key == chosen || !Covers(key));
    }

    /// <inheritdoc />
    public override IEnumerable<JsonNode> OneOf() => choice.Select(key => Schemas.Requires(key));
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
    public override IEnumerable<JsonNode> OneOf() =>
    [
        .. choice.Select(key => Schemas.Requires(key)),
        new JsonObject { ["not"] = Schemas.RequiresAny(choice) },
    ];
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
    public override IEnumerable<JsonNode> OneOf() => forms.Select(form =>
    {
        JsonNode schema = Schemas.Requires(form.Keys);
        schema["maxProperties"] = form.Keys.Length;
        return schema;
    });
}

/// <summary>A form of a map.</summary>
/// <param name="Mistake">What to say where other keys stand beside its own.</param>
/// <param name="Keys">Its keys.</param>
/// <param name="Marks">Those of them by which it is known.</param>
internal sealed record KeyForm(string Mistake, string[] Keys, params string[] Marks);
