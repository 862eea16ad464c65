using System.Text.Json.Nodes;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Declares and reads <c>measure:</c>.</summary>
internal static class MeasureReader
{
    private const string Allowed = "numbers by name: a JSON path such as '$.total', or a map such as { header: x-rows, kind: counter }";

    private static readonly Dictionary<string, MeasureKind> Kinds = new()
    {
        ["trend"] = MeasureKind.Trend,
        ["counter"] = MeasureKind.Counter,
        ["rate"] = MeasureKind.Rate,
    };

    private static readonly Dictionary<string, (MetricUnit Unit, double Factor)> Units = new()
    {
        ["none"] = (MetricUnit.Score, 1),
        ["ms"] = (MetricUnit.Milliseconds, 1),
        ["s"] = (MetricUnit.Milliseconds, 1000),
        ["bytes"] = (MetricUnit.Bytes, 1),
        ["percent"] = (MetricUnit.Share, 0.01),
        ["share"] = (MetricUnit.Share, 1),
        ["count"] = (MetricUnit.Count, 1),
    };

    private static readonly Dictionary<string, MetricDirection> Directions = new()
    {
        ["higher"] = MetricDirection.Higher,
        ["lower"] = MetricDirection.Lower,
    };

    private static readonly JsonObject Contradiction = new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject
            {
                ["required"] = Schemas.Names(["kind", "unit"]),
                ["properties"] = new JsonObject { ["kind"] = Schemas.Words(["rate"]) },
            },
            new JsonObject
            {
                ["required"] = Schemas.Names(["age"]),
                ["properties"] = new JsonObject { ["age"] = new JsonObject { ["enum"] = new JsonArray(true) } },
                ["anyOf"] = new JsonArray(Schemas.Requires("unit"), Schemas.Requires("kind")),
            }),
    };

    /// <summary>A measure.</summary>
    public static readonly MapGrammar<MeasureDraft> Map = new(
        "measure", "Measure", rule: new KeyChoice("the source of the value", ValueSources.Keys), never: Contradiction)
    {
        { ValueSources.Source, draft => draft.Source, (draft, source) => draft with { Source = source } },
        { "kind", Word(Kinds), "Percentiles of the values (default), their sum, or the share of them that is not zero.", (d, v) => d with { Kind = v } },
        {
            "unit", Schemas.Words(Units.Keys), "Unit of the number; default none. A rate has none.",
            (d, unit) => d with { Unit = unit.Choice(Units), UnitField = unit }
        },
        {
            "age", Truth(), "Whether the value is a time, in ms since 1970 or as RFC 3339, whose age when it came is measured.",
            (d, v) => d with { IsAge = v }
        },
        { "worse", Word(Directions), "Direction in which it gets worse; default higher for a trend, lower for the others.", (d, v) => d with { Worse = v } },
    };

    /// <summary>The measures by name.</summary>
    public static IReadOnlyDictionary<string, Measure> Read(Field field)
    {
        Dictionary<string, Measure> measures = [];
        foreach (NamedField entry in field.Entries(PlanLimits.MapEntries, Allowed) ?? [])
        {
            SeriesTitles.Check(entry);
            if ((entry.Value.Node is MapNode ? ReadMap(entry.Value) : ReadPath(entry.Value)) is { } measure)
            {
                measures[entry.Name] = measure;
            }
        }

        return measures;
    }

    private static Measure? ReadPath(Field field) => ValueSources.ReadPath(field, Allowed) is { } source
        ? new Measure(source, MeasureKind.Trend, MetricUnit.Score, 1, MetricDirection.Higher)
        : null;

    private static Measure? ReadMap(Field field)
    {
        MeasureDraft draft = Map.Read(field, new MeasureDraft());
        MeasureKind kind = draft.Kind ?? MeasureKind.Trend;
        (MetricUnit unit, double factor) = draft.Unit ?? Units["none"];
        if (kind == MeasureKind.Rate && draft.UnitField is not null)
        {
            draft.UnitField.Refuse("a rate has no unit: it is the share of values that are not zero", "no 'unit', or kind: trend or counter");
        }

        if (draft.IsAge && (draft.Kind is not null || draft.UnitField is not null))
        {
            field.Refuse("an age is a time in ms, of which percentiles are taken", "'age' without 'kind' and 'unit'");
        }

        // More of what is counted is what a plan wants; a larger value is mostly a cost.
        MetricDirection usual = kind == MeasureKind.Trend ? MetricDirection.Higher : MetricDirection.Lower;
        return ValueSources.SourceOf(field, draft.Source) is { } source
            ? new Measure(source, kind, draft.IsAge ? MetricUnit.Milliseconds : unit, factor, draft.Worse ?? usual)
            {
                IsAge = draft.IsAge,
            }
            : null;
    }
}

/// <summary>A measure as far as it has been read; each part null until it is.</summary>
internal sealed record MeasureDraft
{
    public SourceDraft Source { get; init; } = new();

    public MeasureKind? Kind { get; init; }

    public (MetricUnit Unit, double Factor)? Unit { get; init; }

    public Field? UnitField { get; init; }

    public bool IsAge { get; init; }

    public MetricDirection? Worse { get; init; }
}
