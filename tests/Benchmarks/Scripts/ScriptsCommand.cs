using System.CommandLine;
using PerfFunctions.Benchmarks.Measure;
using PerfFunctions.Benchmarks.Peers;
using PerfFunctions.Benchmarks.Target;

namespace PerfFunctions.Benchmarks.Scripts;

/// <summary>Compares a k6 script on our engine with the same script on k6: in turns, on one core, to one server.</summary>
internal static class ScriptsCommand
{
    private const int ManyUsers = 1000;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "How often each tool has its turn.", DefaultValueFactory = _ => 3 };
        rounds.Validators.Add(result => BenchmarkOptions.Within(result, 1, 100));
        var seconds = new Option<int>("--seconds") { Description = "Length of a run.", DefaultValueFactory = _ => 6 };
        seconds.Validators.Add(result => BenchmarkOptions.Within(result, 3, 600));
        var command = new Command("scripts", "Compares a k6 script on our engine with the same script on k6: CPU per request, response times, memory.") { rounds, seconds };
        command.SetAction(async (parsed, cancellationToken) =>
            Console.Out.Write(ScriptTable.Of(await RunAsync(parsed.GetValue(rounds), parsed.GetValue(seconds), cancellationToken))));
        return command;
    }

    private static async Task<ScriptComparison> RunAsync(int rounds, int seconds, CancellationToken cancellationToken)
    {
        if (ProgramPath.Find(ScriptRun.K6) is null)
        {
            throw new BenchmarkException("k6 is not installed: see https://grafana.com/docs/k6/latest/set-up/install-k6/");
        }

        var cores = Cores.Choose();
        await using TargetServer server = await TargetServer.StartAsync(cores, Wire.Clear, cancellationToken);
        List<ScriptCost> ours = [];
        List<ScriptCost> theirs = [];
        for (int round = 0; round < rounds; round++)
        {
            ours.Add(await MeasureAsync(isOurs: true));
            theirs.Add(await MeasureAsync(isOurs: false));
        }

        return new ScriptComparison(
            ours, theirs, ManyUsers,
            (await ScriptRun.RunAsync(server, cores, isOurs: true, ManyUsers, seconds, cancellationToken)).Bytes,
            (await ScriptRun.RunAsync(server, cores, isOurs: false, ManyUsers, seconds, cancellationToken)).Bytes);

        // A short run has the start-up in it, too, which is taken off.
        async Task<ScriptCost> MeasureAsync(bool isOurs)
        {
            ScriptRun brief = await ScriptRun.RunAsync(server, cores, isOurs, BenchmarkOptions.SpeedUsers, BenchmarkOptions.ShortSeconds, cancellationToken);
            ScriptRun whole = await ScriptRun.RunAsync(server, cores, isOurs, BenchmarkOptions.SpeedUsers, seconds, cancellationToken);
            return whole.Requests <= brief.Requests
                ? throw new BenchmarkException($"The runs of {(isOurs ? "our engine" : ScriptRun.K6)} sent {brief.Requests} and {whole.Requests} requests.")
                : new ScriptCost((whole.Cpu - brief.Cpu).TotalMicroseconds / (whole.Requests - brief.Requests), whole.P50Ms, whole.P99Ms);
        }
    }
}
