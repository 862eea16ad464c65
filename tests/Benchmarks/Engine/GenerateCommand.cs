using System.CommandLine;
using System.Text.Json;
using PerfFunctions.Benchmarks.Peers;
using PerfFunctions.Benchmarks.Scripts;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Plans.Reading.K6;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load;

namespace PerfFunctions.Benchmarks.Engine;

/// <summary>Hidden: runs our engine as a load generator, with a check on the status and with histograms, as in every run.</summary>
internal static class GenerateCommand
{
    /// <summary>Its name.</summary>
    public const string Name = "generate";

    // The engine starts all users at an agreed instant; it should be there by then.
    private static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(100);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var address = new Argument<Uri>("ADDRESS") { CustomParser = result => new(result.Tokens[0].Value) };
        var users = new Argument<int>("USERS");
        var seconds = new Argument<int>("SECONDS");
        var flow = new Option<string>("--flow") { DefaultValueFactory = _ => MeasuredFlows.One };
        var wire = new Option<Wire>("--wire")
        {
            CustomParser = BenchmarkOptions.ParseWire,
            DefaultValueFactory = _ => Wire.Clear,
        };
        var authority = new Option<FileInfo?>("--authority");
        var script = new Option<FileInfo?>("--script");
        var command = new Command(Name) { address, users, seconds, flow, wire, authority, script };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Scenario scenario = new()
            {
                Name = "steady",
                Model = new UserModel(parsed.GetValue(users), TimeSpan.FromSeconds(parsed.GetValue(seconds))),
                Flow = parsed.GetValue(script) is { } file
                    ? [ScriptOf(file, parsed.GetRequiredValue(address))]
                    : MeasuredFlows.Of(parsed.GetRequiredValue(flow), parsed.GetRequiredValue(address).AbsolutePath),
                Http = SettingsOf(parsed.GetValue(wire), parsed.GetValue(authority)),
            };
            GenerateReport report = await RunAsync(
                scenario, parsed.GetRequiredValue(address), parsed.GetValue(seconds), cancellationToken);
            Console.WriteLine(JsonSerializer.Serialize(report));
        });
        return command;
    }

    private static K6Step ScriptOf(FileInfo file, Uri address)
    {
        Dictionary<string, string> environment = new() { [ScriptRun.AddressVariable] = address.AbsoluteUri };
        K6Script? script = K6Reader.Parse(File.ReadAllText(file.FullName), file.Name, environment, out IReadOnlyList<K6Problem> problems);
        return script is null ? throw new BenchmarkException(string.Join('\n', problems)) : new K6Step(script, "default");
    }

    private static HttpSettings SettingsOf(Wire wire, FileInfo? authority) => new()
    {
        Version = wire == Wire.Http2 ? HttpProtocol.Http2 : HttpProtocol.Http11,
        MaxStreams = wire == Wire.Http2 ? 1 : null,
        Connections = wire == Wire.TlsNew ? ConnectionUse.PerRequest : ConnectionUse.KeepAlive,
        Authority = authority is null ? null : File.ReadAllText(authority.FullName),
    };

    private static async Task<GenerateReport> RunAsync(
        Scenario scenario, Uri address, int seconds, CancellationToken cancellationToken)
    {
        var sink = new CountingSink();
        await new JitWarmUp(TimeProvider.System).RunAsync(address.Scheme == Uri.UriSchemeHttps);
        DateTimeOffset goAt = TimeProvider.System.GetUtcNow() + Lead;
        ShardResult result = await new ShardRunner(TimeProvider.System, sink)
            .RunAsync(new([scenario], address, new ShardPart(0, 1), goAt), cancellationToken);

        int[] collections = [.. Enumerable.Range(0, GC.MaxGeneration + 1).Select(GC.CollectionCount)];
        var service = sink.Service();
        return new()
        {
            Requests = sink.Total.Completed,
            Failed = sink.Total.Failed,
            Remark = result.State == ShardState.Completed ? null : $"{result.State}: {result.Reason}",
            BytesPerRequest = sink.BytesPerRequest(seconds)?.Loops,
            ProcessBytesPerRequest = sink.BytesPerRequest(seconds)?.Process,
            Collections = collections,
            P50Ms = service.PercentileMs(50),
            P99Ms = service.PercentileMs(99),
            P99MsBySecond = sink.P99MsBySecond(seconds),
        };
    }
}
