using System.CommandLine;
using System.Text.Json;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load;
using PerfFunctions.Load.Shards;

namespace PerfFunctions.Benchmarks.Sockets;

/// <summary>Hidden: users that each open a socket, and send a message a second and wait for the answer.</summary>
internal static class TalkCommand
{
    /// <summary>Its name.</summary>
    public const string Name = "talk";

    // Handshakes are no part of what is measured, and a thousand at once would be one peak of them.
    private const int RampSeconds = 5;

    private static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(500);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var address = new Argument<Uri>("ADDRESS") { CustomParser = result => new(result.Tokens[0].Value) };
        var connections = new Argument<int>("CONNECTIONS");
        var seconds = new Argument<int>("SECONDS");
        var command = new Command(Name) { address, connections, seconds };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            PerfPlan plan = PlanOf(parsed.GetValue(connections), parsed.GetValue(seconds));
            Console.WriteLine(JsonSerializer.Serialize(
                await RunAsync(plan, parsed.GetRequiredValue(address), cancellationToken)));
        });
        return command;
    }

    /// <summary>The plan: all connections are open after the ramp, and stay open for so many seconds.</summary>
    internal static PerfPlan PlanOf(int connections, int seconds) => PlanParser.Parse(
        $$"""
        version: 1
        name: sockets
        load:
          talk:
            users: [ { from: 0, to: {{connections}}, over: {{RampSeconds}}s }, { count: {{connections}}, for: {{seconds}}s } ]
            pace: 1s
            once: [ { connect: /socket } ]
            flow: [ { send: { size: 100B }, name: message, receive: '' } ]
        """).Plan!;

    private static async Task<TalkReport> RunAsync(PerfPlan plan, Uri target, CancellationToken cancellationToken)
    {
        RecordingSink sink = new();
        await new JitWarmUp(TimeProvider.System).RunAsync(isSecure: false);
        DateTimeOffset goAt = TimeProvider.System.GetUtcNow() + Lead;
        ShardResult result = await new ShardRunner(TimeProvider.System, sink)
            .RunAsync(new ShardWork(plan.Load, target, new ShardPart(0, 1), goAt), cancellationToken);
        return TalkReport.Of(
            sink.Intervals, RampSeconds, result.State == ShardState.Completed ? null : $"{result.State}: {result.Reason}");
    }

    private sealed class RecordingSink : IIntervalSink
    {
        private readonly Lock _lock = new();

        public List<LoadInterval> Intervals { get; } = [];

        public Task WriteAsync(IReadOnlyList<LoadInterval> intervals, CancellationToken cancellationToken)
        {
            using Lock.Scope scope = _lock.EnterScope();
            Intervals.AddRange(intervals);
            return Task.CompletedTask;
        }
    }
}
