using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads <c>measure:</c>.</summary>
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
        MapField map = field.Map(PlanKeys.Measure)!;
        Capture? source = map.OneOf(PlanKeys.Sources, "the source of the value") is { } key ? ValueSources.Read(key, map.Get(key)!) : null;
        MeasureKind kind = map.Get("kind")?.Choice(Kinds) ?? MeasureKind.Trend;
        (MetricUnit unit, double factor) = map.Get("unit")?.Choice(Units) ?? Units["none"];
        if (kind == MeasureKind.Rate && map.Get("unit") is { } misplaced)
        {
            misplaced.Refuse("a rate has no unit: it is the share of values that are not zero", "no 'unit', or kind: trend or counter");
        }

        // More of what is counted is what a plan wants; a larger value is mostly a cost.
        MetricDirection usual = kind == MeasureKind.Trend ? MetricDirection.Higher : MetricDirection.Lower;
        MetricDirection worse = map.Get("worse")?.Choice(Directions) ?? usual;
        return source is null ? null : new Measure(source, kind, unit, factor, worse);
    }
}
