using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Intervals;

/// <summary>
/// The bytes of a list of <see cref="SeriesInterval"/>: of each a key, flags of what follows, the counts, kinds of failure, statuses,
/// histograms as they are, and traced requests. Numbers are unsigned LEB128, texts UTF-8 with their length before them.
/// </summary>
public static class SeriesCodec
{
    private const int Version = 1;

    private static readonly FewEntries<string, long> NoErrors = new([]);
    private static readonly FewEntries<int, long> NoStatuses = new([]);
    private static readonly FewEntries<RequestPhase, ReadOnlyMemory<byte>> NoPhases = new([]);

    private delegate T ReadPart<out T>(ref ByteReader from);

    [Flags]
    private enum Parts
    {
        None = 0,
        Errors = 1,
        Statuses = 2,
        Phases = 4,
        Exemplars = 8,
        Sum = 16,
        ResponseIsService = 32,
    }

    /// <summary>Writes them.</summary>
    public static byte[] Write(IReadOnlyList<SeriesInterval> series)
    {
        ByteWriter to = new();
        to.Number(Version);
        to.Number(series.Count);
        foreach (SeriesInterval one in series)
        {
            Write(to, one);
        }

        return to.ToArray();
    }

    /// <summary>Reads what <see cref="Write(IReadOnlyList{SeriesInterval})"/> wrote; histograms are slices of <paramref name="bytes"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are something else.</exception>
    public static SeriesInterval[] Read(ReadOnlyMemory<byte> bytes)
    {
        ByteReader from = new(bytes);
        if (from.Number() != Version)
        {
            throw new InvalidDataException("These bytes are not a series of intervals.");
        }

        SeriesInterval[] series = new SeriesInterval[from.Count()];
        for (int i = 0; i < series.Length; i++)
        {
            series[i] = ReadOne(ref from);
        }

        return series;
    }

    private static void Write(ByteWriter to, SeriesInterval series)
    {
        bool isSame = series.Response.Length > 0 && series.Response.Span.SequenceEqual(series.Service.Span);
        to.Text(series.Key);
        to.Number((long)PartsOf(series, isSame));
        Write(to, series.Counts);
        to.Bytes(series.Service.Span);
        if (!isSame)
        {
            to.Bytes(series.Response.Span);
        }

        Write(to, series.Errors, kind => to.Text(kind));
        Write(to, series.Statuses, status => to.Number(status));
        if (series.Phases.Count > 0)
        {
            to.Number(series.Phases.Count);
            foreach ((RequestPhase phase, ReadOnlyMemory<byte> times) in series.Phases)
            {
                to.Number((int)phase);
                to.Bytes(times.Span);
            }
        }

        Write(to, series.Exemplars);
        if (series.Sum != 0)
        {
            to.Double(series.Sum);
        }
    }

    private static Parts PartsOf(SeriesInterval series, bool isSame) =>
        (series.Errors.Count > 0 ? Parts.Errors : Parts.None) |
        (series.Statuses.Count > 0 ? Parts.Statuses : Parts.None) |
        (series.Phases.Count > 0 ? Parts.Phases : Parts.None) |
        (series.Exemplars.Count > 0 ? Parts.Exemplars : Parts.None) |
        (series.Sum != 0 ? Parts.Sum : Parts.None) |
        (isSame ? Parts.ResponseIsService : Parts.None);

    private static void Write(ByteWriter to, IntervalCounts counts)
    {
        foreach (long count in (ReadOnlySpan<long>)
            [
                counts.Started, counts.Sent, counts.Resent, counts.Completed, counts.Redirected, counts.Followed, counts.Cached,
                counts.Skipped, counts.Incomplete, counts.Failed, counts.Dropped, counts.Late, counts.Bytes, counts.BytesSent,
                counts.Connections,
            ])
        {
            to.Number(count);
        }
    }

    private static void Write<T>(ByteWriter to, IReadOnlyDictionary<T, long> counts, Action<T> writeKey)
    {
        if (counts.Count == 0)
        {
            return;
        }

        to.Number(counts.Count);
        foreach ((T key, long count) in counts)
        {
            writeKey(key);
            to.Number(count);
        }
    }

    private static void Write(ByteWriter to, IReadOnlyList<Exemplar> exemplars)
    {
        if (exemplars.Count == 0)
        {
            return;
        }

        to.Number(exemplars.Count);
        foreach (Exemplar exemplar in exemplars)
        {
            to.Text(exemplar.TraceId);
            to.Text(exemplar.Step);
            to.Number(exemplar.Second);
            to.Double(exemplar.ResponseMs);
            to.Text(exemplar.Failure ?? "");
        }
    }

    private static SeriesInterval ReadOne(ref ByteReader from)
    {
        string key = from.Key();
        Parts parts = (Parts)from.Number();
        IntervalCounts counts = ReadCounts(ref from);
        ReadOnlyMemory<byte> service = from.Bytes();
        ReadOnlyMemory<byte> response = Has(parts, Parts.ResponseIsService) ? service : from.Bytes();
        return new SeriesInterval
        {
            Key = key,
            Counts = counts,
            Service = service,
            Response = response,
            Errors = Has(parts, Parts.Errors) ? ReadMap(ref from, (ref f) => f.Text(), (ref f) => f.Number()) : NoErrors,
            Statuses = Has(parts, Parts.Statuses) ? ReadMap(ref from, (ref f) => (int)f.Number(), (ref f) => f.Number()) : NoStatuses,
            Phases = Has(parts, Parts.Phases) ? ReadMap(ref from, (ref f) => (RequestPhase)f.Number(), (ref f) => f.Bytes()) : NoPhases,
            Exemplars = Has(parts, Parts.Exemplars) ? ReadExemplars(ref from) : [],
            Sum = Has(parts, Parts.Sum) ? from.Double() : 0,
        };
    }

    private static bool Has(Parts parts, Parts part) => (parts & part) != 0;

    private static IntervalCounts ReadCounts(ref ByteReader from) => new()
    {
        Started = from.Number(),
        Sent = from.Number(),
        Resent = from.Number(),
        Completed = from.Number(),
        Redirected = from.Number(),
        Followed = from.Number(),
        Cached = from.Number(),
        Skipped = from.Number(),
        Incomplete = from.Number(),
        Failed = from.Number(),
        Dropped = from.Number(),
        Late = from.Number(),
        Bytes = from.Number(),
        BytesSent = from.Number(),
        Connections = from.Number(),
    };

    private static FewEntries<TKey, TValue> ReadMap<TKey, TValue>(ref ByteReader from, ReadPart<TKey> readKey, ReadPart<TValue> readValue)
        where TKey : notnull
    {
        var entries = new KeyValuePair<TKey, TValue>[from.Count()];
        for (int i = 0; i < entries.Length; i++)
        {
            TKey key = readKey(ref from);
            entries[i] = new(key, readValue(ref from));
        }

        return new FewEntries<TKey, TValue>(entries);
    }

    private static List<Exemplar> ReadExemplars(ref ByteReader from)
    {
        List<Exemplar> exemplars = [];
        for (long rest = from.Number(); rest > 0; rest--)
        {
            (string trace, string step, int second, double ms, string failure) = (from.Text(), from.Text(), (int)from.Number(), from.Double(), from.Text());
            exemplars.Add(new Exemplar(trace, step, second, ms, failure.Length == 0 ? null : failure));
        }

        return exemplars;
    }
}
