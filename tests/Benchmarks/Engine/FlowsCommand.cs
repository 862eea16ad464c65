using System.CommandLine;
using System.Globalization;
using PerfFunctions.Benchmarks.Measure;
using PerfFunctions.Benchmarks.Peers;
using PerfFunctions.Benchmarks.Target;

namespace PerfFunctions.Benchmarks.Engine;

/// <summary>Compares what a request costs in a flow of many named ones with one alone: in turns, on one core, to one server.</summary>
internal static class FlowsCommand
{
    private static readonly string[] Flows = [MeasuredFlows.One, MeasuredFlows.Named, MeasuredFlows.Captures];

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "How often each flow has its turn.", DefaultValueFactory = _ => 3 };
        rounds.Validators.Add(result => BenchmarkOptions.Within(result, 1, 100));
        var seconds = new Option<int>("--seconds") { Description = "Length of a run.", DefaultValueFactory = _ => 4 };
        seconds.Validators.Add(result => BenchmarkOptions.Within(result, 3, 600));
        var command = new Command("flows", "Compares a flow of 20 named requests in a group, without and with captures, with one request.") { rounds, seconds };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Dictionary<string, List<FlowCost>> costs = await RunAsync(parsed.GetValue(rounds), parsed.GetValue(seconds), cancellationToken);
            Console.Out.Write(Table(costs));
        });
        return command;
    }

    /// <summary>The medians as a table.</summary>
    internal static string Table(IReadOnlyDictionary<string, List<FlowCost>> costs)
    {
        double one = Median(costs[MeasuredFlows.One].Select(c => c.Microseconds));
        return string.Concat(costs.Select(c => string.Create(CultureInfo.InvariantCulture,
            $"{c.Key,-10} {Median(c.Value.Select(v => v.Microseconds)),6:0.00} µs a request, {Median(c.Value.Select(v => v.Microseconds)) / one,5:0.00} of one, {Median(c.Value.Select(v => v.Bytes)),7:0.0} bytes allocated by the loop\n")));
    }

    private static async Task<Dictionary<string, List<FlowCost>>> RunAsync(int rounds, int seconds, CancellationToken cancellationToken)
    {
        var cores = Cores.Choose();
        await using TargetServer server = await TargetServer.StartAsync(cores, Wire.Clear, cancellationToken);
        Dictionary<string, List<FlowCost>> costs = Flows.ToDictionary(f => f, _ => new List<FlowCost>());
        for (int round = 0; round < rounds; round++)
        {
            foreach (string flow in Flows)
            {
                costs[flow].Add(await MeasureAsync(server.Address, flow, seconds, cores, cancellationToken));
            }
        }

        return costs;
    }

    private static async Task<FlowCost> MeasureAsync(Uri address, string flow, int seconds, Cores cores, CancellationToken cancellationToken)
    {
        (TimeSpan briefCpu, GenerateReport brief) = await RunAsync(address, flow, BenchmarkOptions.ShortSeconds, cores, cancellationToken);
        (TimeSpan wholeCpu, GenerateReport whole) = await RunAsync(address, flow, seconds, cores, cancellationToken);
        return whole.Failed > 0 || whole.Requests <= brief.Requests
            ? throw new BenchmarkException($"The flow '{flow}' had {whole.Failed} failures of {whole.Requests} requests.")
            : new FlowCost((wholeCpu - briefCpu).TotalMicroseconds / (whole.Requests - brief.Requests), whole.BytesPerRequest ?? 0);
    }

    private static async Task<(TimeSpan Cpu, GenerateReport Report)> RunAsync(
        Uri address, string flow, int seconds, Cores cores, CancellationToken cancellationToken)
    {
        Launch launch = Self.Launch(GenerateCommand.Name, address.AbsoluteUri, $"{BenchmarkOptions.SpeedUsers}", $"{seconds}", "--flow", flow);
        ChildResult child = await ChildRun.RunAsync(Cores.On(cores.Generator, launch), TimeSpan.FromSeconds((3 * seconds) + 60), null, cancellationToken);
        return child.Problem is { } problem ? throw new BenchmarkException($"The flow '{flow}' {problem}") : (child.Cpu, OwnEngine.ReadReport(child.Output));
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}

/// <summary>What a request of a flow cost.</summary>
/// <param name="Microseconds">Processor time.</param>
/// <param name="Bytes">Managed bytes that the loop allocated.</param>
internal readonly record struct FlowCost(double Microseconds, double Bytes);
