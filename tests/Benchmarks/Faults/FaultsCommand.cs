using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PerfFunctions.Benchmarks.Measure;
using PerfFunctions.Engine.Bottlenecks;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Text;
using PerfFunctions.Load;

namespace PerfFunctions.Benchmarks.Faults;

/// <summary>Loads a sample service with one fault after the other, and shows which bottleneck is named first.</summary>
internal static class FaultsCommand
{
    private const int MinSeconds = 26;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "How often each fault is loaded.", DefaultValueFactory = _ => 1 };
        rounds.Validators.Add(result => BenchmarkOptions.Within(result, 1, 100));
        var seconds = new Option<int>("--seconds") { Description = "Length of a run.", DefaultValueFactory = _ => MinSeconds };
        seconds.Validators.Add(result => BenchmarkOptions.Within(result, MinSeconds, 600));
        var only = new Option<ServiceFault[]>("--only")
        {
            Description = "The faults; all by default.",
            DefaultValueFactory = _ => Enum.GetValues<ServiceFault>(),
        };
        var record = new Option<string?>("--record") { Description = "Folder for the results of the runs as JSON; null for none." };
        var command = new Command("faults", "Loads a service with six faults, one at a time, and shows which bottleneck is named first.")
        {
            rounds, seconds, only, record,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var cores = Cores.Choose();
            Pin(cores.Generator);
            await new JitWarmUp(TimeProvider.System).RunAsync(isSecure: false);
            (int right, int all, int noisy) = (0, 0, 0);
            foreach (ServiceFault fault in parsed.GetRequiredValue(only))
            {
                for (int round = 1; round <= parsed.GetValue(rounds); round++)
                {
                    RunSummary run = await FaultRun.RunAsync(fault, parsed.GetValue(seconds), cores.Server, cancellationToken);
                    IReadOnlyList<Bottleneck> found = BottleneckFinder.Find(run);
                    noisy += IsNoisy(found) ? 1 : 0;
                    all += IsNoisy(found) ? 0 : 1;
                    right += found.Count > 0 && ServiceFaults.Names(fault, found[0]) ? 1 : 0;
                    Console.Out.Write(Text(fault, round, found));
                    await RecordAsync(parsed.GetValue(record), $"{fault}-{round}", run, cancellationToken);
                }
            }

            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{right} of {all} runs name the fault first; {noisy} more were made on a machine too busy to generate the load"));
        });
        return command;
    }

    /// <summary>What one run named, the first finding and those behind it.</summary>
    internal static string Text(ServiceFault fault, int round, IReadOnlyList<Bottleneck> found)
    {
        string mark = IsNoisy(found) ? "noisy" : found.Count > 0 && ServiceFaults.Names(fault, found[0]) ? "right" : "WRONG";
        string first = found.Count == 0 ? "nothing" : found[0].Headline;
        string others = string.Join(", ", found.Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Kind} {b.Part} {b.Weight:0.00}")));
        return $"{fault,-15} {round,2} {mark}: {first}\n{"",25} {others}\n";
    }

    private static bool IsNoisy(IReadOnlyList<Bottleneck> found) => found is [{ Kind: BottleneckKind.Generator }, ..];

    // The service has the other core, so that neither delays the other.
    private static void Pin(int? core)
    {
        if (core is { } number && OperatingSystem.IsLinux())
        {
            using var self = Process.GetCurrentProcess();
            self.ProcessorAffinity = 1 << number;
        }
    }

    private static async Task RecordAsync(string? folder, string name, RunSummary run, CancellationToken cancellationToken)
    {
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.json"), JsonSerializer.Serialize(run, PerfJson.Options), cancellationToken);
        }
    }
}
