using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Grammar;

/// <summary>The kinds of values that many keys have. Each limit stands here once, for the reader and for the schema.</summary>
internal static class ValueGrammars
{
    /// <summary>A value that a reader of its own reads.</summary>
    /// <param name="schema">Its description.</param>
    /// <param name="read">Reads it; null, and a problem, if it is wrong.</param>
    public static ValueGrammar<T> Of<T>(JsonObject schema, Func<Field, T?> read)
        where T : struct => new(
        (Field field, out T value) =>
        {
            T? found = read(field);
            value = found.GetValueOrDefault();
            return found is not null;
        },
        schema);

    /// <inheritdoc cref="Of{T}(JsonObject, Func{Field, T?})" />
    public static ValueGrammar<T> Of<T>(JsonObject schema, Func<Field, T?> read)
        where T : class => new((Field field, [MaybeNullWhen(false)] out T value) => (value = read(field)) is not null, schema);

    /// <summary>A whole number.</summary>
    public static ValueGrammar<int> Whole(int least, int most) =>
        Of(new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most }, field => field.Whole(least, most));

    /// <summary>A number.</summary>
    public static ValueGrammar<double> Number(double least, double most) =>
        Of(new JsonObject { ["type"] = "number", ["minimum"] = least, ["maximum"] = most }, field => field.Number(least, most));

    /// <summary>True or false.</summary>
    public static ValueGrammar<bool> Truth() => Of(Schemas.Boolean(), field => field.Truth());

    /// <summary>One of a few words, each standing for a value.</summary>
    public static ValueGrammar<T> Word<T>(IReadOnlyDictionary<string, T> words)
        where T : struct => Of(Schemas.Words(words.Keys), field => field.Choice(words));

    /// <summary>One of some values that have names.</summary>
    public static ValueGrammar<T> Named<T>(IReadOnlyList<T> all, Func<T, string> name)
        where T : class
    {
        Dictionary<string, int> numbers = all.Select((value, i) => (Name: name(value), i)).ToDictionary(p => p.Name, p => p.i);
        return Of(Schemas.Words(numbers.Keys), field => field.Choice(numbers) is { } index ? all[index] : null);
    }

    /// <summary>A text that is not looked into.</summary>
    public static ValueGrammar<string> AnyText(string allowed) =>
        Of(Schemas.Ref("text"), field => field.Text(allowed, PlanLimits.TextLength));

    /// <summary>A duration above zero, or zero too.</summary>
    public static ValueGrammar<TimeSpan> Duration(TimeSpan longest, bool orZero = false) =>
        Of(Schemas.Ref("duration"), field => field.Duration(longest, orZero));

    /// <summary>Whole days.</summary>
    public static ValueGrammar<TimeSpan> Days(int most)
    {
        JsonObject schema = Schemas.Pattern("^ *[0-9]+ *d *$");
        schema["examples"] = Schemas.Names(["28d"]);
        return Of(schema, field => field.Days(most));
    }

    /// <summary>A rate, in events per second; may be zero.</summary>
    public static ValueGrammar<double> Rate() => Of(Schemas.Ref("rate"), field => field.Rate());

    /// <summary>A percentage, as a share from 0 to 1.</summary>
    public static ValueGrammar<double> Share() => Of(Schemas.Ref("share"), field => field.Share());

    /// <summary>A factor from 1, such as 4x.</summary>
    public static ValueGrammar<double> Times(int most) => Of(Schemas.Ref("times"), field => field.Times(most));

    /// <summary>A bit rate, in bytes per second.</summary>
    public static ValueGrammar<double> BitRate() => Of(Schemas.Ref("bitRate"), field => field.BitRate());

    /// <summary>A map.</summary>
    /// <param name="map">Its declaration.</param>
    /// <param name="start">What it starts from.</param>
    public static ValueGrammar<T> Map<T>(MapGrammar<T> map, T start)
        where T : class => Of(Schemas.Ref(map), field => map.Read(field, start));

    /// <summary>A value, or a map that describes one.</summary>
    /// <param name="value">The value.</param>
    /// <param name="map">The map.</param>
    /// <param name="start">What it starts from.</param>
    public static ValueGrammar<T> OrMap<T>(this ValueGrammar<T> value, MapGrammar<T> map, T start)
        where T : class => new(
        (Field field, [MaybeNullWhen(false)] out T read) =>
        {
            if (field.Node is not MapNode)
            {
                return value.TryRead(field, out read);
            }

            read = map.Read(field, start);
            return true;
        },
        new JsonObject { ["anyOf"] = new JsonArray(value.Schema.DeepClone(), Schemas.Ref(map)) });
}
