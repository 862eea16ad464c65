using System.Text.Json;
using Azure.Data.Tables;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Runs.Intervals;

/// <summary>An interval as a row. Columns that an older version did not write read as nothing.</summary>
internal static class IntervalRow
{
    /// <summary>Counts failures of kinds that do not fit into the row.</summary>
    public const string OtherKinds = "other kinds";

    // A text of a row holds 64 kB of UTF-16.
    private const int MaxCharacters = 32_000;

    /// <summary>Column of what the shard had written until then.</summary>
    public const string Written = "Written";

    private const string Phase = "Phase";

    private static readonly RequestPhase[] AllPhases = Enum.GetValues<RequestPhase>();

    /// <summary>The row of one slice's interval.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="slice">The slice.</param>
    /// <param name="interval">The interval.</param>
    /// <param name="written">What the shard has written of the slice and scenario until then, this row included.</param>
    public static TableEntity Write(string runId, int slice, LoadInterval interval, WrittenLoad written)
    {
        var row = new TableEntity(runId, TableKeys.Interval(interval.Second, interval.Scenario, interval.Shard, slice))
        {
            ["Scenario"] = interval.Scenario,
            ["Shard"] = interval.Shard,
            ["Second"] = interval.Second,
            ["Counts"] = Json(interval.Counts),
            ["Errors"] = Fit([.. interval.Errors.OrderByDescending(e => e.Value)], Kinds),
            ["Service"] = interval.Service,
            ["Response"] = interval.Response,
            ["Exemplars"] = interval.Exemplars.Count == 0 ? null : Fit(interval.Exemplars, (kept, _) => kept),
            ["Generator"] = interval.Generator is null ? null : Json(interval.Generator),
            [Written] = Json(written),
        };

        // A column each: together they could be more than one column holds.
        foreach ((RequestPhase phase, byte[] histogram) in interval.Phases)
        {
            row[Phase + phase] = histogram;
        }

        return row;
    }

    /// <summary>The interval of a row.</summary>
    public static LoadInterval Read(TableEntity row) => new()
    {
        Scenario = row.GetString("Scenario"),
        Shard = row.GetInt32("Shard")!.Value,
        Second = row.GetInt32("Second")!.Value,
        Counts = Value<IntervalCounts>(row, "Counts"),
        Errors = Value<Dictionary<string, long>>(row, "Errors") ?? [],
        Service = row.GetBinary("Service") ?? [],
        Response = row.GetBinary("Response") ?? [],
        Phases = AllPhases.Where(p => row.ContainsKey(Phase + p)).ToDictionary(p => p, p => row.GetBinary(Phase + p)),
        Exemplars = Value<List<Exemplar>>(row, "Exemplars") ?? [],
        Generator = Value<GeneratorSample>(row, "Generator"),
    };

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
    private static string Fit<T>(IReadOnlyList<T> list, Func<IEnumerable<T>, IEnumerable<T>, object> form)
    {
        int kept = list.Count;
        string json = Json(form(list, []));
        while (json.Length > MaxCharacters)
        {
            kept = kept * 3 / 4;
            json = Json(form(list.Take(kept), list.Skip(kept)));
        }

        return json;
    }

    private static Dictionary<string, long> Kinds(
        IEnumerable<KeyValuePair<string, long>> kept, IEnumerable<KeyValuePair<string, long>> left)
    {
        Dictionary<string, long> kinds = new(kept);
        if (left.Sum(k => k.Value) is > 0 and long others)
        {
            kinds[OtherKinds] = kinds.GetValueOrDefault(OtherKinds) + others;
        }

        return kinds;
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, PerfJson.Options);

    private static T? Value<T>(TableEntity row, string column) =>
        row.GetString(column) is { } json ? JsonSerializer.Deserialize<T>(json, PerfJson.Options) : default;
}
