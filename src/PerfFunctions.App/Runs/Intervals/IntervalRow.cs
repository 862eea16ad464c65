using System.Buffers;
using System.Text.Json;
using Azure.Data.Tables;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Intervals;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Runs.Intervals;

/// <summary>
/// An interval as a row, and further rows behind it for what does not fit: a row holds 1 MB, a column of it 64 kB.
/// </summary>
internal static class IntervalRow
{
    /// <summary>Counts failures of kinds that do not fit into the row.</summary>
    public const string OtherKinds = "other kinds";

    // A text of a row holds 64 kB of UTF-16.
    private const int MaxCharacters = 31_000;
    private const int MaxKinds = 200;
    private const int LongestKind = 500;

    /// <summary>Column of what the shard had written until then.</summary>
    public const string Written = "Written";

    // The measurements of the whole and of its series, cut into columns.
    private const string Data = "Data";
    private const int ColumnBytes = 63_000;
    private const int RowColumns = 12;

    /// <summary>The rows of one slice's interval.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="slice">The slice.</param>
    /// <param name="interval">The interval.</param>
    /// <param name="written">What the shard has written of the slice and scenario until then, this row included.</param>
    public static IReadOnlyList<TableEntity> Write(string runId, int slice, LoadInterval interval, WrittenLoad written)
    {
        string key = TableKeys.Interval(interval.Second, interval.Scenario, interval.Shard, slice);
        byte[][] columns = [.. SeriesCodec.Write([Few(interval), .. interval.Series.Select(Few)]).Chunk(ColumnBytes)];
        TableEntity[] rows =
        [
            .. columns.Chunk(RowColumns).Select((some, part) => new TableEntity(
                new Dictionary<string, object>(some.Select((bytes, i) => new KeyValuePair<string, object>($"{Data}{i}", bytes))))
            {
                PartitionKey = runId,
                RowKey = part == 0 ? key : TableKeys.IntervalPart(key, part),
            }),
        ];
        TableEntity first = rows[0];
        first["Parts"] = rows.Length;
        first["Scenario"] = interval.Scenario;
        first["Shard"] = interval.Shard;
        first["Second"] = interval.Second;
        first["Failures"] = interval.Failures.Count == 0 ? null : Fit(interval.Failures);
        first["Generator"] = interval.Generator is null ? null : Json(interval.Generator);
        first[Written] = Json(written);
        return rows;
    }

    /// <summary>Whether a row goes on with the interval of the one before.</summary>
    public static bool IsPart(TableEntity row) => TableKeys.IsIntervalPart(row.RowKey);

    /// <summary>The interval of its rows, in their order; null when a row of it was lost.</summary>
    public static LoadInterval? Read(IReadOnlyList<TableEntity> rows)
    {
        TableEntity row = rows[0];
        int parts = row.GetInt32("Parts")!.Value;
        return rows.Count < parts
            ? null
            : Read(row, SeriesCodec.Read(row.ContainsKey($"{Data}1") ? Joined(rows.Take(parts)) : row.GetBinary($"{Data}0")));
    }

    private static LoadInterval Read(TableEntity row, SeriesInterval[] series) => new()
    {
        Scenario = row.GetString("Scenario"),
        Shard = row.GetInt32("Shard")!.Value,
        Second = row.GetInt32("Second")!.Value,
        Counts = series[0].Counts,
        Errors = series[0].Errors,
        Statuses = series[0].Statuses,
        Service = series[0].Service,
        Response = series[0].Response,
        Phases = series[0].Phases,
        Exemplars = series[0].Exemplars,
        Series = series[1..],
        Failures = Value<List<FailureSample>>(row, "Failures") ?? [],
        Generator = Value<GeneratorSample>(row, "Generator"),
    };

    private static ReadOnlyMemory<byte> Joined(IEnumerable<TableEntity> rows)
    {
        var whole = new ArrayBufferWriter<byte>(2 * ColumnBytes);
        foreach (byte[]? column in rows.SelectMany(row => Enumerable.Range(0, RowColumns).Select(i => row.GetBinary($"{Data}{i}"))))
        {
            whole.Write(column);
        }

        return whole.WrittenMemory;
    }

    /// <summary>What the shard had written of the slice and scenario when it wrote a row.</summary>
    public static WrittenLoad WrittenOf(TableEntity row) => Value<WrittenLoad>(row, Written);

    /// <summary>Bytes of a row on the wire, and some to spare.</summary>
    public static int SizeOf(TableEntity row) => 2_000 + row.Keys.Sum(k => row[k] switch
    {
        byte[] bytes => bytes.Length * 4 / 3,
        string text => text.Length * 2,
        _ => 0,
    });

    // As many as fit; the last of the list are omitted first.
    private static string Fit(IReadOnlyList<FailureSample> samples)
    {
        int kept = samples.Count;
        string json = Json(samples);
        while (json.Length > MaxCharacters)
        {
            kept = kept * 3 / 4;
            json = Json(samples.Take(kept));
        }

        return json;
    }

    // A target that fails in ever new ways must not fill the storage.
    private static SeriesInterval Few(SeriesInterval series)
    {
        if (series.Errors.Count <= MaxKinds && series.Errors.Keys.All(k => k.Length <= LongestKind))
        {
            return series;
        }

        Dictionary<string, long> kinds = [];
        foreach ((string kind, long count) in series.Errors.OrderByDescending(e => e.Value))
        {
            string kept = kinds.Count < MaxKinds ? kind[..Math.Min(kind.Length, LongestKind)] : OtherKinds;
            kinds[kept] = kinds.GetValueOrDefault(kept) + count;
        }

        return series with { Errors = kinds };
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, PerfJson.Options);

    private static T? Value<T>(TableEntity row, string column) =>
        row.GetString(column) is { } json ? JsonSerializer.Deserialize<T>(json, PerfJson.Options) : default;
}
