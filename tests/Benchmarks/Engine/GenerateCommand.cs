using System.CommandLine;
using System.Text.Json;
using PerfFunctions.Engine.Plans;
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
        var command = new Command(Name) { address, users, seconds, flow };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            GenerateReport report = await RunAsync(
                parsed.GetRequiredValue(address), parsed.GetValue(users), parsed.GetValue(seconds), parsed.GetRequiredValue(flow), cancellationToken);
            Console.WriteLine(JsonSerializer.Serialize(report));
        });
        return command;
    }

    private static async Task<GenerateReport> RunAsync(Uri address, int users, int seconds, string flow, CancellationToken cancellationToken)
    {
        var scenario = new Scenario
        {
            Name = "steady",
            Model = new UserModel(users, TimeSpan.FromSeconds(seconds)),
            Flow = MeasuredFlows.Of(flow, address.AbsolutePath),
        };
        var sink = new CountingSink();
        await new JitWarmUp(TimeProvider.System).RunAsync();
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
        };
    }
}
