using PerfFunctions.Engine.Bottlenecks;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Tests.Bottlenecks;

public class ServerSeriesKindsTests
{
    [Theory]
    [InlineData("cpu", "", BottleneckKind.Cpu)]
    [InlineData("web-cpu", "", BottleneckKind.Cpu)]
    [InlineData("gc_pause", "", BottleneckKind.GarbageCollection)]
    [InlineData("dotnetGcHeapSize", "", BottleneckKind.GarbageCollection)]
    [InlineData("threadpool-queue", "", BottleneckKind.ThreadPool)]
    [InlineData("db-connections", "", BottleneckKind.Connections)]
    [InlineData("backlog", "", BottleneckKind.Queue)]
    [InlineData("MemoryWorkingSet", "", BottleneckKind.Memory)]
    [InlineData("busy", "Prometheus: rate(process_cpu_seconds_total[1m])", BottleneckKind.Cpu)]
    [InlineData("orders", "Azure Monitor: Orders", BottleneckKind.ServerSeries)]
    [InlineData("gcp", "", BottleneckKind.ServerSeries)]
    public void The_words_of_the_name_say_what_a_series_is_about_else_those_of_its_query(string name, string source, BottleneckKind kind) =>
        Assert.Equal(kind, ServerSeriesKinds.Of(new ServerSeries(name, MetricUnit.Share, source, 1, [])));
}
