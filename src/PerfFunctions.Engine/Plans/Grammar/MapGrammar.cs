using System.Collections;
using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Grammar;

/// <summary>
/// A map of the plan whose keys are known, declared once. Its reader, the problems with its keys and its part of the JSON
/// Schema come from the declaration, and with the schema completion in editors and the reference page.
/// </summary>
/// <typeparam name="T">What reading fills in. A key that is wrong leaves it as it was.</typeparam>
/// <param name="name">Name of the map's definition in the schema.</param>
/// <param name="title">What people call the map.</param>
/// <param name="description">What the title does not say; null for nothing.</param>
/// <param name="empty">What to say of a map without any keys; null where it may be empty.</param>
/// <param name="rule">What its keys say together; null for nothing.</param>
/// <param name="never">A schema of what its keys must not say together, which its reader refuses; null for nothing.</param>
internal sealed class MapGrammar<T>(
    string name, string title, string? description = null, string? empty = null, KeyRule? rule = null, JsonObject? never = null)
    : IMapGrammar, IEnumerable<KeyGrammar<T>>
{
    private readonly List<KeyGrammar<T>> _keys = [];

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public string[] Keys => [.. _keys.Select(k => k.Name)];

    /// <summary>Adds a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="meaning">What it means, in one sentence.</param>
    /// <param name="set">Fills the value in.</param>
    public void Add<TValue>(string key, ValueGrammar<TValue> value, string meaning, Func<T, TValue, T> set) => _keys.Add(
        new KeyGrammar<T>(
            key, meaning, value.Schema, (target, field) => value.TryRead(field, out TValue? read) ? set(target, read) : target)
        {
            Default = value.Default,
            Required = value.Required,
        });

    /// <summary>Adds a key whose value cannot be read without what is filled in before.</summary>
    /// <param name="key">The key.</param>
    /// <param name="schema">Describes its value.</param>
    /// <param name="meaning">What it means, in one sentence.</param>
    /// <param name="read">Reads it and fills it in.</param>
    /// <param name="required">What a problem names as right where the key is missing; null where it may be left out.</param>
    public void Add(string key, JsonObject schema, string meaning, Func<T, Field, T> read, string? required = null) =>
        _keys.Add(new KeyGrammar<T>(key, meaning, schema, read) { Required = required });

    /// <summary>Adds a key that the reader of the map takes from it, because its value depends on keys that follow.</summary>
    /// <param name="key">The key.</param>
    /// <param name="schema">Describes its value.</param>
    /// <param name="meaning">What it means, in one sentence.</param>
    /// <param name="required">What a problem names as right where the key is missing; null where it may be left out.</param>
    public void Add(string key, JsonObject schema, string meaning, string? required = null) =>
        Add(key, schema, meaning, (target, _) => target, required);

    /// <summary>Adds the keys of another map.</summary>
    public void Add<TPart>(MapGrammar<TPart> part, Func<T, TPart> get, Func<T, TPart, T> set) =>
        _keys.AddRange(part.Select(key => key.Within(get, set)));

    /// <summary>Adds some keys of another map, whose values are not read here.</summary>
    /// <param name="other">The map.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="set">Fills a key in, with its value as it stands.</param>
    public void Add<TOther>(MapGrammar<TOther> other, string[] keys, Func<T, string, Field, T> set) => _keys.AddRange(
        from key in other
        where keys.Contains(key.Name)
        select new KeyGrammar<T>(key.Name, key.Meaning, key.Schema, (target, field) => set(target, key.Name, field)));

    /// <summary>The same keys but some, to be a part of another map.</summary>
    public MapGrammar<T> Without(params string[] keys)
    {
        MapGrammar<T> rest = new(name, title);
        rest._keys.AddRange(_keys.Where(key => !keys.Contains(key.Name)));
        return rest;
    }

    /// <summary>Reads the map that a value is, where it is one.</summary>
    /// <param name="field">The value.</param>
    /// <param name="start">What the keys are filled into.</param>
    /// <param name="narrower">A rule that holds here in place of the map's own; null for that.</param>
    public T Read(Field field, T start, KeyRule? narrower = null) =>
        field.Map(Keys) is { } map ? Read(map, start, narrower) : start;

    /// <summary>Reads the keys that are there, and reports those that must be and are not.</summary>
    public T Read(MapField map, T start, KeyRule? narrower = null)
    {
        if (empty is not null && map.Count == 0)
        {
            map.Refuse(empty, $"at least one of {string.Join(", ", Keys)}");
        }

        string[] read = [.. (narrower ?? rule)?.Select(map, Keys) ?? Keys];
        return _keys.Where(key => read.Contains(key.Name))
            .Aggregate(start, (target, key) => FieldOf(map, key) is { } field ? key.Read(target, field) : target);
    }

    /// <inheritdoc />
    public JsonObject Schema()
    {
        string[] required = [.. _keys.Where(k => k.Required is not null && rule?.Covers(k.Name) != true).Select(k => k.Name)];
        KeyValuePair<string, JsonNode?>[] parts =
        [
            new("title", title),
            new("description", description),
            new("type", "object"),
            new("required", required.Length == 0 ? null : Schemas.Names(required)),
            new("minProperties", empty is null ? null : 1),
            .. rule is null ? [] : new[] { KeyValuePair.Create(rule.Schema().Key, (JsonNode?)rule.Schema().Value) },
            new("not", never?.DeepClone()),
            new("additionalProperties", false),
            new("properties", new JsonObject(_keys.Select(k => KeyValuePair.Create(k.Name, (JsonNode?)k.SchemaOfKey())))),
        ];
        return new JsonObject(parts.Where(p => p.Value is not null));
    }

    /// <inheritdoc />
    public IEnumerator<KeyGrammar<T>> GetEnumerator() => _keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Field? FieldOf(MapField map, KeyGrammar<T> key) =>
        key.Required is { } allowed ? map.Require(key.Name, allowed) : map.Get(key.Name);
}
