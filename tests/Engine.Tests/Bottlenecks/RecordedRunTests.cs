using System.Text.Json;
using PerfFunctions.Engine.Bottlenecks;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Tests.Bottlenecks;

/// <summary>
/// Runs of the load engine on a real service with one fault each, recorded by the benchmark <c>faults</c>: the fault has to be
/// named first.
/// </summary>
public class RecordedRunTests
{
    [Theory]
    [InlineData("SmallPool", BottleneckKind.Connections)]
    [InlineData("Lock", BottleneckKind.Contention)]
    [InlineData("MemoryPressure", BottleneckKind.GarbageCollection)]
    [InlineData("Cpu", BottleneckKind.Cpu)]
    public void The_fault_of_a_recorded_run_is_named_first(string run, BottleneckKind kind) => Assert.Equal(kind, Find(run)[0].Kind);

    // Its processor is a fifth busy, in step with the throughput that falls.
    [Fact]
    public void A_processor_that_only_follows_the_throughput_ranks_below_the_lock()
    {
        IReadOnlyList<Bottleneck> found = Find("Lock");
        Assert.InRange(found.Single(b => b.Kind == BottleneckKind.Cpu).Weight, 0.1, found[0].Weight - 0.2);
    }

    private static IReadOnlyList<Bottleneck> Find(string run)
    {
        string file = Path.Combine(AppContext.BaseDirectory, "Bottlenecks", "Runs", $"{run}.json");
        return BottleneckFinder.Find(JsonSerializer.Deserialize<RunSummary>(File.ReadAllText(file), PerfJson.Options)!);
    }
}
