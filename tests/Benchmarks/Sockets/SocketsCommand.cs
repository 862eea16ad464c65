using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using PerfFunctions.Benchmarks.Measure;
using PerfFunctions.Benchmarks.Peers;
using PerfFunctions.Benchmarks.Target;

namespace PerfFunctions.Benchmarks.Sockets;

/// <summary>
/// Measures what a message over a WebSocket and a connection that stays open cost. A shorter run, and one with a single
/// connection, are taken off, so that the start of the process and the handshakes are not in it.
/// </summary>
internal static class SocketsCommand
{
    private const int BriefSeconds = 1;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var connections = new Option<int>("--connections") { Description = "WebSockets.", DefaultValueFactory = _ => 1_000 };
        connections.Validators.Add(result => BenchmarkOptions.Within(result, 2, 20_000));
        var seconds = new Option<int>("--seconds") { Description = "Length of a run.", DefaultValueFactory = _ => 20 };
        seconds.Validators.Add(result => BenchmarkOptions.Within(result, 3, 600));
        var command = new Command("sockets", "Measures WebSockets that each send a message a second.") { connections, seconds };
        command.SetAction(async (parsed, cancellationToken) => Console.Out.Write(
            await MeasureAsync(parsed.GetValue(connections), parsed.GetValue(seconds), cancellationToken)));
        return command;
    }

    private static async Task<string> MeasureAsync(int connections, int seconds, CancellationToken cancellationToken)
    {
        OpenFiles.Raise(connections + 1_000);
        var cores = Cores.Choose();
        await using TargetServer server = await TargetServer.StartKestrelAsync(cores, cancellationToken);
        Talk one = await RunAsync(server, cores, 1, seconds, cancellationToken);
        Talk brief = await RunAsync(server, cores, connections, BriefSeconds, cancellationToken);
        Talk whole = await RunAsync(server, cores, connections, seconds, cancellationToken);
        return Table(connections, one, brief, whole);
    }

    private static async Task<Talk> RunAsync(
        TargetServer server, Cores cores, int connections, int seconds, CancellationToken cancellationToken)
    {
        PeakWatch watch = new(() => server.Connections);
        Launch launch = Self.Launch(TalkCommand.Name, server.Address.AbsoluteUri, $"{connections}", $"{seconds}");
        ChildResult child = await ChildRun.RunAsync(
            Cores.On(cores.Generator, launch), TimeSpan.FromSeconds((3 * seconds) + 60), watch, cancellationToken);
        if (child.Problem is { } problem)
        {
            throw new BenchmarkException($"The run with {connections} connections {problem}");
        }

        TalkReport report = JsonSerializer.Deserialize<TalkReport>(child.Output)!;
        return report.Failed > 0 || report.Opened != connections || report.Received != report.Sent
            ? throw new BenchmarkException(
                $"The run with {connections} connections opened {report.Opened}, sent {report.Sent} messages, received " +
                $"{report.Received}, and had {report.Failed} failures. {report.Remark}".TrimEnd())
            : new Talk(report, child.Cpu, watch.Bytes);
    }

    private static string Table(int connections, Talk one, Talk brief, Talk whole)
    {
        double microseconds = (whole.Cpu - brief.Cpu).TotalMicroseconds / (whole.Report.Sent - brief.Report.Sent);
        double kilobytes = (whole.Bytes - one.Bytes) / 1_000.0 / (connections - 1);
        return string.Create(CultureInfo.InvariantCulture,
            $"""
            {whole.Report.Opened} connections, {whole.Report.Sent} messages sent, {whole.Report.Received} received
            CPU          {microseconds:0.0} µs for a message and its answer
            memory       {kilobytes:0.0} kB a connection; the process {one.Bytes / 1e6:0} MB with one, {whole.Bytes / 1e6:0} MB with all
            event loop   p99 of its delay {whole.Report.LoopDelayMs:0.00} ms, {whole.Report.LongestLoopDelayMs:0.00} ms in its worst second
            busy         {100 * whole.Report.LoopBusy:0.0} % of the time
            answers      p50 {whole.Report.P50Ms:0.00} ms, p99 {whole.Report.P99Ms:0.00} ms
            {(whole.Report.Remark is { } remark ? $"The machine was not idle: {remark}\n" : "")}
            """);
    }

    private readonly record struct Talk(TalkReport Report, TimeSpan Cpu, long Bytes);
}
