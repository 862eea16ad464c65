using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Recording;

/// <summary>One series of a scenario in one second on one loop, being counted.</summary>
internal sealed class SeriesRecord
{
    private readonly Dictionary<string, long> _errors = [];
    private readonly Dictionary<int, long> _statuses = [];
    private readonly LatencyHistogram _service = new();
    private readonly LatencyHistogram _response = new();
    private readonly LatencyHistogram?[] _phases = new LatencyHistogram?[PhaseTimes.Count];
    private long _sent;
    private long _resent;
    private long _completed;
    private long _redirected;
    private long _followed;
    private long _cached;
    private long _skipped;
    private long _incomplete;
    private long _failed;
    private long _bytes;
    private long _bytesSent;
    private long _connections;
    private double _sum;

    /// <summary>The slowest traced requests.</summary>
    public SlowestExemplars Exemplars { get; } = new();

    /// <summary>Whether nothing happened.</summary>
    public bool IsEmpty => _sent == 0 && _completed == 0 && _resent == 0 && _connections == 0 && _service.Count == 0 &&
        _cached == 0 && _skipped == 0 && _incomplete == 0;

    /// <summary>Median response time, milliseconds; null when nothing had one.</summary>
    public double? TypicalMs => _response.Count == 0 ? null : _response.PercentileMs(50);

    /// <summary>A request was sent.</summary>
    public void Send() => _sent++;

    /// <summary>A request that ended had been sent again so often.</summary>
    public void Resend(int times) => _resent += times;

    /// <summary>A request that ended well was answered by a redirect.</summary>
    public void Redirect() => _redirected++;

    /// <summary>A user's cache answered a request.</summary>
    public void Cache() => _cached++;

    /// <summary>Some of a page's resources were not loaded, because their hosts are not verified.</summary>
    public void Skip(int resources) => _skipped += resources;

    /// <summary>Not all resources of a page were loaded.</summary>
    public void Cut() => _incomplete++;

    /// <summary>A request ended.</summary>
    public void Complete(in RequestEnd end, PhaseTimes? phases)
    {
        _completed++;
        _bytes += end.Result.Bytes;
        _bytesSent += end.BytesSent;
        _followed += end.Followed;
        Fail(end.Result.Failure);
        if (end.Status > 0)
        {
            _statuses[end.Status] = _statuses.GetValueOrDefault(end.Status) + 1;
        }

        if (end.Result.HasLatency)
        {
            _service.Record(end.Service);
            _response.Record(end.Response);
        }

        if (phases is not null)
        {
            Record(phases);
        }
    }

    /// <summary>A group or an iteration ended.</summary>
    /// <param name="active">How long it took without its pauses.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="failure">The request in it that is blamed; null when none failed.</param>
    public void Complete(TimeSpan active, TimeSpan duration, string? failure)
    {
        _completed++;
        Fail(failure);
        _service.Record(active);
        _response.Record(duration);
    }

    /// <summary>A stream was opened.</summary>
    public void Open() => _connections++;

    /// <summary>A message was sent over a stream.</summary>
    public void SendMessage(long bytes)
    {
        _sent++;
        _bytesSent += bytes;
    }

    /// <summary>A message came over a stream.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="first">How long it took to come, where it is the first; null for any other.</param>
    public void ReceiveMessage(long bytes, TimeSpan? first)
    {
        _completed++;
        _bytes += bytes;
        if (first is { } time)
        {
            _response.Record(time);
        }
    }

    /// <summary>A stream has ended.</summary>
    public void Close(TimeSpan duration) => _service.Record(duration);

    /// <summary>Something was looked at, and held or did not.</summary>
    public void Check(bool holds)
    {
        _completed++;
        _failed += holds ? 0 : 1;
    }

    /// <summary>A value was measured.</summary>
    /// <param name="value">In the unit of the metric.</param>
    /// <param name="scale">What it is divided by to lie in a histogram.</param>
    public void Measure(double value, double scale)
    {
        _completed++;
        _sum += value;
        _response.RecordMs(value / scale);
    }

    /// <summary>Takes over what another loop counted in the same second.</summary>
    public void Add(SeriesRecord other)
    {
        _sent += other._sent;
        _resent += other._resent;
        _completed += other._completed;
        _redirected += other._redirected;
        _followed += other._followed;
        _cached += other._cached;
        _skipped += other._skipped;
        _incomplete += other._incomplete;
        _failed += other._failed;
        _bytes += other._bytes;
        _bytesSent += other._bytesSent;
        _connections += other._connections;
        _sum += other._sum;
        _service.Add(other._service);
        _response.Add(other._response);
        Exemplars.Add(other.Exemplars);
        Add(_errors, other._errors);
        Add(_statuses, other._statuses);
        for (int i = 0; i < _phases.Length; i++)
        {
            if (other._phases[i] is { Count: > 0 } phase)
            {
                (_phases[i] ??= new LatencyHistogram()).Add(phase);
            }
        }
    }

    /// <summary>What it came to.</summary>
    public SeriesInterval ToInterval(string key) => new()
    {
        Key = key,
        Counts = new IntervalCounts
        {
            Sent = _sent,
            Resent = _resent,
            Completed = _completed,
            Redirected = _redirected,
            Followed = _followed,
            Cached = _cached,
            Skipped = _skipped,
            Incomplete = _incomplete,
            Failed = _failed,
            Bytes = _bytes,
            BytesSent = _bytesSent,
            Connections = _connections,
        },
        Errors = new Dictionary<string, long>(_errors),
        Statuses = new Dictionary<int, long>(_statuses),
        Service = _service.Pack(),
        Response = _response.Pack(),
        Phases = PhasesOf(),
        Exemplars = Exemplars.ToList(),
        Sum = _sum,
    };

    /// <summary>Forgets all, keeping the memory.</summary>
    public void Clear()
    {
        _sent = _resent = _completed = _redirected = _followed = _cached = _skipped = _incomplete = _failed = _bytes = _bytesSent = _connections = 0;
        _sum = 0;
        _errors.Clear();
        _statuses.Clear();
        _service.Clear();
        _response.Clear();
        Exemplars.Clear();
        foreach (LatencyHistogram? phase in _phases)
        {
            phase?.Clear();
        }
    }

    private void Fail(string? failure)
    {
        if (failure is not null)
        {
            _failed++;
            _errors[failure] = _errors.GetValueOrDefault(failure) + 1;
        }
    }

    private Dictionary<RequestPhase, ReadOnlyMemory<byte>> PhasesOf()
    {
        Dictionary<RequestPhase, ReadOnlyMemory<byte>> phases = [];
        for (int i = 0; i < _phases.Length; i++)
        {
            if (_phases[i] is { Count: > 0 } times)
            {
                phases.Add((RequestPhase)i, times.Pack());
            }
        }

        return phases;
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

    private static void Add<T>(Dictionary<T, long> to, Dictionary<T, long> from)
        where T : notnull
    {
        foreach ((T key, long count) in from)
        {
            to[key] = to.GetValueOrDefault(key) + count;
        }
    }
}

/// <summary>How a request ended.</summary>
/// <param name="Result">With what.</param>
/// <param name="Service">From its send to its last byte.</param>
/// <param name="Response">From when it was scheduled to its last byte.</param>
internal readonly record struct RequestEnd(ExchangeResult Result, TimeSpan Service, TimeSpan Response)
{
    /// <summary>Status of the response; 0 for none.</summary>
    public int Status { get; init; }

    /// <summary>Body bytes sent.</summary>
    public long BytesSent { get; init; }

    /// <summary>Redirects followed.</summary>
    public int Followed { get; init; }
}
