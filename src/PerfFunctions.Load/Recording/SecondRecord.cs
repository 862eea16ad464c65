using System.Collections.Concurrent;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Recording;

/// <summary>One second of one scenario on one loop, being counted.</summary>
internal sealed class SecondRecord
{
    private readonly Dictionary<string, long> _errors = [];
    private readonly LatencyHistogram _service = new();
    private readonly LatencyHistogram _response = new();
    private readonly LatencyHistogram?[] _phases = new LatencyHistogram?[PhaseTimes.Count];
    private long _completed;
    private long _failed;
    private long _bytes;
    private long _connections;

    public SecondRecord()
    {
        // Every request has these; the others are made with the first connection.
        foreach (RequestPhase phase in new[] { RequestPhase.Send, RequestPhase.Wait, RequestPhase.Receive })
        {
            _phases[(int)phase] = new LatencyHistogram();
        }
    }

    public long Started { get; set; }

    public long Late { get; set; }

    public long Dropped { get; set; }

    public long Sent { get; set; }

    public long Resent { get; set; }

    public long Redirected { get; set; }

    /// <summary>How long after they were due iterations started.</summary>
    public LatencyHistogram Lag { get; } = new();

    public SlowestExemplars Exemplars { get; } = new();

    /// <summary>Median response time, milliseconds; null when nothing had one.</summary>
    public double? TypicalMs => _response.Count == 0 ? null : _response.PercentileMs(50);

    /// <summary>A request ended.</summary>
    public void Complete(TimeSpan service, TimeSpan response, ExchangeResult result, PhaseTimes? phases)
    {
        _completed++;
        _bytes += result.Bytes;
        if (result.Failure is not null)
        {
            _failed++;
            _errors[result.Failure] = _errors.GetValueOrDefault(result.Failure) + 1;
        }

        if (result.HasLatency)
        {
            _service.Record(service);
            _response.Record(response);
        }

        if (phases is not null)
        {
            Record(phases);
        }
    }

    /// <summary>Takes over what another loop counted in the same second.</summary>
    public void Add(SecondRecord other)
    {
        Started += other.Started;
        Late += other.Late;
        Dropped += other.Dropped;
        Sent += other.Sent;
        Resent += other.Resent;
        Redirected += other.Redirected;
        _completed += other._completed;
        _failed += other._failed;
        _bytes += other._bytes;
        _connections += other._connections;
        _service.Add(other._service);
        _response.Add(other._response);
        Lag.Add(other.Lag);
        Exemplars.Add(other.Exemplars);
        foreach ((string kind, long count) in other._errors)
        {
            _errors[kind] = _errors.GetValueOrDefault(kind) + count;
        }

        for (int i = 0; i < _phases.Length; i++)
        {
            if (other._phases[i] is { Count: > 0 } phase)
            {
                (_phases[i] ??= new LatencyHistogram()).Add(phase);
            }
        }
    }

    /// <summary>What it came to.</summary>
    public LoadInterval ToInterval(string scenario, int shard, int second, GeneratorSample? generator) => new()
    {
        Scenario = scenario,
        Shard = shard,
        Second = second,
        Counts = new IntervalCounts
        {
            Started = Started,
            Sent = Sent,
            Resent = Resent,
            Redirected = Redirected,
            Completed = _completed,
            Failed = _failed,
            Dropped = Dropped,
            Late = Late,
            Bytes = _bytes,
            Connections = _connections,
        },
        Errors = new Dictionary<string, long>(_errors),
        Service = _service.Encode(),
        Response = _response.Encode(),
        Phases = Enum.GetValues<RequestPhase>()
            .Where(p => _phases[(int)p] is { Count: > 0 })
            .ToDictionary(p => p, p => _phases[(int)p]!.Encode()),
        Exemplars = Exemplars.ToList(),
        Generator = generator,
    };

    /// <summary>Forgets all, keeping the memory.</summary>
    public void Clear()
    {
        Started = Late = Dropped = Sent = Resent = Redirected = 0;
        _completed = _failed = _bytes = _connections = 0;
        _errors.Clear();
        _service.Clear();
        _response.Clear();
        Lag.Clear();
        Exemplars.Clear();
        foreach (LatencyHistogram? phase in _phases)
        {
            phase?.Clear();
        }
    }

    private void Record(PhaseTimes phases)
    {
        _connections += phases.Connected ? 1 : 0;
        for (int i = 0; i < _phases.Length; i++)
        {
            if (phases.Has((RequestPhase)i))
            {
                (_phases[i] ??= new LatencyHistogram()).Record(phases[(RequestPhase)i]);
            }
        }
    }
}

/// <summary>Records that are used again: each holds some hundred kilobytes of histograms. Safe for concurrent use.</summary>
internal sealed class SecondPool
{
    private readonly ConcurrentBag<SecondRecord> _spare;

    /// <summary>A pool that has so many, so that the loops' threads need not make them.</summary>
    public SecondPool(int ready = 0)
    {
        _spare = [.. Enumerable.Range(0, ready).Select(_ => new SecondRecord())];
    }

    /// <summary>An empty record.</summary>
    public SecondRecord Take() => _spare.TryTake(out SecondRecord? record) ? record : new SecondRecord();

    /// <summary>Takes a record back.</summary>
    public void Return(SecondRecord record)
    {
        record.Clear();
        _spare.Add(record);
    }
}
