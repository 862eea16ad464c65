using PerfFunctions.Engine.Bottlenecks;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Bottlenecks;

/// <summary>Runs on systems with one known fault: it has to be named first.</summary>
public class FaultTests
{
    private const int Seeds = 20;
    private const int MinRight = 18;

    [Theory]
    [InlineData(Fault.SlowQuery, BottleneckKind.ServerTiming, "db")]
    [InlineData(Fault.SmallPool, BottleneckKind.Capacity, null)]
    [InlineData(Fault.Lock, BottleneckKind.Contention, null)]
    [InlineData(Fault.MemoryPressure, BottleneckKind.GarbageCollection, "gc_pause")]
    [InlineData(Fault.SlowDependency, BottleneckKind.ServerTiming, "inventory")]
    [InlineData(Fault.Cpu, BottleneckKind.Cpu, "cpu")]
    public void The_fault_is_named_first_in_nine_of_ten_runs(Fault fault, BottleneckKind kind, string? part)
    {
        string[] first =
        [
            .. Enumerable.Range(1, Seeds).Select(seed => BottleneckFinder.Find(FaultyRun.Of(fault, seed)))
                .Select(found => found.Count == 0 ? "nothing" : $"{found[0].Kind} {found[0].Part}"),
        ];
        int right = first.Count(f => f == $"{kind} {part}");
        Assert.True(right >= MinRight, $"{right} of {Seeds}: {string.Join(", ", first.CountBy(f => f).Select(f => $"{f.Value} × {f.Key}"))}");
    }

    [Fact]
    public void A_slow_query_is_described_by_what_the_target_stated()
    {
        Bottleneck first = BottleneckFinder.Find(FaultyRun.Of(Fault.SlowQuery))[0];
        Assert.Equal("shop.GET /cart", first.Subject);
        Assert.Matches(@"^The target's Server-Timing entry 'db' is [\d.]+ ms of the [\d.]+ ms of GET /cart on average \([\d.]+ %\)\.$", first.Headline);
        Assert.Contains(first.Evidence, e => e.Contains("'db' from", StringComparison.Ordinal));
        Assert.Equal(new MetricReference("shop", "request.cart.server-timing.db", "p95"), first.Metric);
    }

    [Fact]
    public void A_small_pool_is_described_by_the_rate_at_which_throughput_stops_rising()
    {
        Bottleneck first = BottleneckFinder.Find(FaultyRun.Of(Fault.SmallPool))[0];
        Assert.Matches(@"^Throughput stops rising at (7|8)\d(\.\d)?/s, reached with \d+(\.\d)?/s planned; with 1[89]\d/s planned it is (7|8)\d(\.\d)?/s", first.Headline);
        Assert.InRange(first.FromSecond!.Value, 30, 60);
        Assert.Contains(first.Evidence, e => e.StartsWith("The p95 response time rises from second ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_lock_is_described_by_the_throughput_that_is_lost()
    {
        Bottleneck first = BottleneckFinder.Find(FaultyRun.Of(Fault.Lock))[0];
        Assert.StartsWith("Throughput falls as load rises: ", first.Headline, StringComparison.Ordinal);
        Assert.Equal((MetricUnit.PerSecond, true), (first.Unit, first.AtMost is > 30 and < 60));
    }

    [Fact]
    public void A_server_series_is_a_hint_with_its_correlation_and_its_lead()
    {
        Bottleneck memory = BottleneckFinder.Find(FaultyRun.Of(Fault.MemoryPressure))[0];
        Assert.Matches(
            @"'gc_pause', about garbage collection, runs \d+ s ahead of the p95 response time of shop \(rank correlation 0\.\d\d, p = 0\.00\d\)",
            memory.Headline);
        Assert.Contains(memory.Evidence, e => e.StartsWith("The server series 'memory', about memory, ", StringComparison.Ordinal));
        Assert.Contains("This is a hint where to look first, not a cause.", memory.Evidence);
        Bottleneck cpu = BottleneckFinder.Find(FaultyRun.Of(Fault.Cpu))[0];
        Assert.Contains(cpu.Evidence, e => e.StartsWith("It reaches its highest level, 100 %, at second ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_run_always_has_the_same_findings()
    {
        RunSummary run = FaultyRun.Of(Fault.Cpu, 7);
        Assert.Equal(BottleneckFinder.Find(run).Select(b => (b.Headline, b.Weight)), BottleneckFinder.Find(run).Select(b => (b.Headline, b.Weight)));
    }
}
