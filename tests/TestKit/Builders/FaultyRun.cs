using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.TestKit.Builders;

/// <summary>
/// Two minutes of load on a shop with one fault: a cart that takes most of the requests, a list of products, and three server
/// series. Seconds and requests scatter as those of real systems do, by the seed.
/// </summary>
public sealed class FaultyRun
{
    private const int Seconds = 120;
    private const double Capacity = 80;
    private const double HighestRate = 200;
    private const double CartShare = 0.6;

    private readonly Fault _fault;
    private readonly Random _random;
    private readonly Recorded _all = new();
    private readonly Recorded _cart = new();
    private readonly Recorded _products = new();
    private readonly Recorded _db = new();
    private readonly Recorded _inventory = new();

    private FaultyRun(Fault fault, int seed)
    {
        _fault = fault;
        _random = new Random(seed);
    }

    private bool IsRamp => _fault is not (Fault.MemoryPressure or Fault.SlowDependency);

    /// <summary>What the run came to.</summary>
    public static RunSummary Of(Fault fault, int seed = 1) => new FaultyRun(fault, seed).Build();

    private RunSummary Build()
    {
        for (int second = 0; second < Seconds; second++)
        {
            Measure(second);
        }

        ScenarioSummary scenario = new()
        {
            Name = "shop",
            Model = IsRamp ? "10/s to 200/s over 2m" : "50/s for 2m",
            DurationSeconds = Seconds,
            Planned = IsRamp ? 12_600 : 6_000,
            Stages = [new PlannedStage(0, Seconds, Planned(0), Planned(Seconds))],
            Series =
            [
                _cart.Fill(new SeriesSummary { Key = "request.cart", Title = "GET /cart" }),
                _db.Fill(new SeriesSummary { Key = "request.cart.server-timing.db", Title = "db" }),
                _inventory.Fill(new SeriesSummary { Key = "request.cart.server-timing.inventory", Title = "inventory" }),
                _products.Fill(new SeriesSummary { Key = "request.products", Title = "GET /products" }),
            ],
        };
        return new RunSummary
        {
            RunId = $"{_fault}",
            Scenarios = [_all.Fill(scenario)],
            Server = Series.Summary(Series.Of("cpu", Cpu, Seconds), Series.Of("memory", Memory, Seconds), Series.Of("gc_pause", Gc, Seconds)),
        };
    }

    private void Measure(int second)
    {
        double planned = Planned(second);
        int answered = (int)Math.Round(_fault switch
        {
            Fault.SmallPool or Fault.Cpu => Math.Min(planned, Capacity * Scatter(0.04)),
            Fault.Lock when planned > Capacity => (Capacity - (0.4 * (planned - Capacity))) * Scatter(0.04),
            _ => planned * Scatter(0.02),
        });
        for (int i = 0; i < answered; i++)
        {
            Request(second, planned);
        }

        foreach (Recorded recorded in new[] { _all, _cart, _products, _db, _inventory })
        {
            recorded.EndSecond(second, answered);
        }
    }

    private void Request(int second, double planned)
    {
        double waits = Waits(second, planned) * Scatter(0.3);
        if (_random.NextDouble() >= CartShare)
        {
            Record(_products, waits + (18 * Scatter(0.4)));
            return;
        }

        double load = planned / HighestRate;
        double db = (_fault == Fault.SlowQuery ? 5 + (90 * load * load) : 4) * Scatter(0.4);
        double inventory = (_fault == Fault.SlowDependency ? 90 : 3) * Scatter(0.4);
        _db.Add(db);
        _inventory.Add(inventory);
        Record(_cart, waits + db + inventory + (10 * Scatter(0.4)));
    }

    private double Waits(int second, double planned) => _fault switch
    {
        Fault.SmallPool or Fault.Cpu or Fault.Lock => 3 * Math.Max(0, planned - Capacity),
        Fault.MemoryPressure => 160 * Math.Clamp((second - 56) / 40.0, 0, 1),
        _ => 0,
    };

    private double Planned(int second) => IsRamp ? 10 + ((HighestRate - 10) * second / Seconds) : 50;

    private double Cpu(int second) => Math.Min(1, Scatter(0.04) * (_fault == Fault.Cpu ? Planned(second) / Capacity : 0.35));

    private double Memory(int second) => Scatter(0.02) * (_fault == Fault.MemoryPressure ? Math.Min(0.95, 0.3 + (second / 75.0)) : 0.5 + (second / 1_200.0));

    private double Gc(int second) => Scatter(0.1) * (_fault == Fault.MemoryPressure ? 0.02 + (0.4 * Math.Clamp((second - 48) / 40.0, 0, 1)) : 0.02);

    // Response times are skewed: most are short, a few are long.
    private double Scatter(double width) => Math.Exp(width * (_random.NextDouble() + _random.NextDouble() + _random.NextDouble() - 1.5));

    private void Record(Recorded request, double ms)
    {
        request.Add(ms);
        _all.Add(ms);
    }

    private sealed class Recorded
    {
        private readonly LatencyHistogram _times = new();
        private readonly List<TimelinePoint> _points = [];
        private LatencyHistogram _second = new();

        public void Add(double ms) => _second.RecordMs(ms);

        public void EndSecond(int second, int started)
        {
            var counts = new IntervalCounts { Started = started, Sent = _second.Count, Completed = _second.Count, Bytes = 2_000 * _second.Count };
            if (_second.Count > 0)
            {
                _points.Add(new TimelinePoint(second, counts, _second.PercentileMs(50), _second.PercentileMs(95), _second.PercentileMs(99)));
            }

            _times.Add(_second);
            _second = new LatencyHistogram();
        }

        public T Fill<T>(T series)
            where T : SeriesSummary => (T)(series with
            {
                Counts = _points.Aggregate(default(IntervalCounts), (sum, p) => sum + p.Counts),
                CompletedInTime = _times.Count,
                Response = _times.Encode(),
                Service = _times.Encode(),
                Phases = SeriesKey.KindOf(series.Key) is SeriesKind.ServerTiming
                    ? new Dictionary<RequestPhase, byte[]>()
                    : new Dictionary<RequestPhase, byte[]> { [RequestPhase.Wait] = _times.Encode() },
                Timeline = _points,
            });
    }
}
