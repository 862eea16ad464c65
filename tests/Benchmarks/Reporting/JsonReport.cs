using System.Text.Json;
using PerfFunctions.Benchmarks.Peers;

namespace PerfFunctions.Benchmarks.Reporting;

/// <summary>The result as JSON, for machines.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The result; a figure that was not measured is null.</summary>
    public static string Of(BenchmarkResult result) => JsonSerializer.Serialize(
        new
        {
            result.Server,
            GeneratorCore = result.Cores.Generator,
            ServerCore = result.Cores.Server,
            result.Options.Rounds,
            result.Options.Seconds,
            Wire = Wires.NameOf(result.Options.Wire),
            Tools = result.Tools.Select(tool => new
            {
                tool.Peer.Name,
                tool.Missing,
                tool.Problem,
                tool.CpuMicroseconds,
                tool.Rate,
                tool.Busy,
                tool.ServerBusy,
                tool.Requests,
                tool.Failed,
                Memory = tool.Memories.Select(memory => new { memory.Users, memory.Bytes, memory.Connections }),
                tool.BytesPerRequest,
                tool.Reports,
            }),
            Goals = Goals.Of(result),
        },
        Options);
}
