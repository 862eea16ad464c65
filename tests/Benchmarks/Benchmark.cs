using PerfFunctions.Benchmarks.Measure;
using PerfFunctions.Benchmarks.Peers;
using PerfFunctions.Benchmarks.Reporting;
using PerfFunctions.Benchmarks.Target;

namespace PerfFunctions.Benchmarks;

/// <summary>Gives each load generator its turn against one server: speed in rounds, then memory.</summary>
internal sealed class Benchmark
{
    // Beside the connections: the server's and the generators' own files.
    private const int OwnFiles = 500;

    private readonly BenchmarkOptions _options;
    private readonly IProgress<string> _progress;
    private readonly Cores _cores;
    private readonly TargetServer _server;

    private Benchmark(BenchmarkOptions options, IProgress<string> progress, Cores cores, TargetServer server)
    {
        (_options, _progress, _cores, _server) = (options, progress, cores, server);
    }

    /// <summary>Runs all of it.</summary>
    /// <exception cref="BenchmarkException">It cannot run at all on this machine.</exception>
    public static async Task<BenchmarkResult> RunAsync(
        BenchmarkOptions options, IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new BenchmarkException("The benchmark needs Linux: it reads CPU time, memory and connections from the kernel.");
        }

        long files = OpenFiles.Raise(options.Users.Append(0).Max() + OwnFiles);
        var cores = Cores.Choose();
        var tools = new List<ToolResult>();
        foreach (Peer peer in PeerList.All.Where(peer => peer is OwnEngine || options.Peers.Contains(peer.Name)))
        {
            tools.Add(new(peer, peer.Speaks(options.Wire)
                ? await peer.MissingAsync(progress, cancellationToken)
                : $"has no {Wires.NameOf(options.Wire)}"));
        }

        await using TargetServer server = await TargetServer.StartAsync(cores, options.Wire, cancellationToken);
        var benchmark = new Benchmark(options, progress, cores, server);
        ToolResult[] present = [.. tools.Where(tool => tool.Missing is null)];
        int[] users = [.. options.Users.Where(count => count + OwnFiles <= files)];
        await benchmark.MeasureSpeedAsync(present, cancellationToken);
        await benchmark.MeasureMemoryAsync(present, users, cancellationToken);
        return new(server.Name, cores, options, [.. options.Users.Except(users)], files, tools);
    }

    private async Task MeasureSpeedAsync(ToolResult[] tools, CancellationToken cancellationToken)
    {
        for (int round = 1; round <= _options.Rounds; round++)
        {
            foreach (ToolResult tool in tools)
            {
                _progress.Report($"speed, round {round} of {_options.Rounds}: {tool.Peer.Name}");
                int users = BenchmarkOptions.SpeedUsers;
                Sample? brief = await RunAsync(tool, users, BenchmarkOptions.ShortSeconds, null, cancellationToken);
                Sample? whole = await RunAsync(tool, users, _options.Seconds, null, cancellationToken);
                if (brief is not null && whole is not null)
                {
                    tool.AddSpeed(Speed.Between(brief, whole));
                }
            }
        }
    }

    private async Task MeasureMemoryAsync(ToolResult[] tools, int[] users, CancellationToken cancellationToken)
    {
        foreach (int count in users)
        {
            foreach (ToolResult tool in tools)
            {
                _progress.Report($"memory at {count} users: {tool.Peer.Name}");
                var watch = new PeakWatch(() => _server.Connections);
                if (await RunAsync(tool, count, _options.Seconds, watch, cancellationToken) is { } sample)
                {
                    tool.Memories.Add(new(count, watch.Bytes, watch.Connections, sample.Count));
                }
            }
        }
    }

    private async Task<Sample?> RunAsync(
        ToolResult tool, int users, int seconds, PeakWatch? watch, CancellationToken cancellationToken)
    {
        Launch launch = tool.Peer.Start(new(_server.Address, users, seconds, _options.Wire, _server.Authority));
        // A tool that cannot keep up ends late, but it ends.
        var longest = TimeSpan.FromSeconds((3 * seconds) + 60);
        TimeSpan serverBefore = _server.Cpu;
        ChildResult child = await ChildRun.RunAsync(Cores.On(_cores.Generator, launch), longest, watch, cancellationToken);
        TimeSpan serverCpu = _server.Cpu - serverBefore;
        if (child.Problem is { } problem)
        {
            tool.AddProblem($"with {users} users: {problem}");
            return null;
        }

        try
        {
            PeerCount count = tool.Peer.Read(child.Output);
            tool.Count(count);
            if (tool.Peer is OwnEngine && watch is null && seconds > BenchmarkOptions.ShortSeconds)
            {
                tool.Reports.Add(OwnEngine.ReadReport(child.Output));
            }

            return new(seconds, child.Cpu, serverCpu, count);
        }
        catch (FormatException e)
        {
            tool.AddProblem($"with {users} users: {e.Message}");
            return null;
        }
    }
}
