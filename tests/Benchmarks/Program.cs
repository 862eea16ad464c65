using System.CommandLine;
using PerfFunctions.Benchmarks;
using PerfFunctions.Benchmarks.Dashboard;
using PerfFunctions.Benchmarks.Engine;
using PerfFunctions.Benchmarks.Faults;
using PerfFunctions.Benchmarks.Histograms;
using PerfFunctions.Benchmarks.Pages;
using PerfFunctions.Benchmarks.Reporting;
using PerfFunctions.Benchmarks.Scripts;
using PerfFunctions.Benchmarks.Service;
using PerfFunctions.Benchmarks.Sockets;
using PerfFunctions.Benchmarks.Target;
using PerfFunctions.Cli.Output;

RootCommand root = BenchmarkOptions.Command(async (options, cancellationToken) =>
{
#if DEBUG
    await Console.Error.WriteLineAsync("This is a debug build: our engine is slower than it is. Use 'dotnet run -c Release'.");
#endif
    BenchmarkResult result = await Benchmark.RunAsync(options, new StandardError(), cancellationToken);
    Console.Out.Write(TextReport.Of(result));
    if (options.Json is { } file)
    {
        await File.WriteAllTextAsync(file.FullName, JsonReport.Of(result), cancellationToken);
    }

    return result.Tools.All(tool => tool.Problem is null) ? 0 : 1;
});
root.Add(GenerateCommand.Create());
root.Add(ServeCommand.Create());
root.Add(PagesCommand.Create());
root.Add(LoadCostCommand.Create());
root.Add(HistogramCommand.Create());
root.Add(AggregateCommand.Create());
root.Add(FlowsCommand.Create());
root.Add(RequestsCommand.Create());
root.Add(ScriptsCommand.Create());
root.Add(FaultsCommand.Create());
root.Add(FaultyServiceCommand.Create());
root.Add(TalkCommand.Create());
root.Add(SocketsCommand.Create());
root.Add(ServiceCommand.Create());
root.Add(DeliveriesCommand.Create());
root.Add(DashboardCommand.Create());

// Ctrl+C: the processes that run are ended before this one is.
var invocation = new InvocationConfiguration
{
    EnableDefaultExceptionHandler = false,
    ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
};
try
{
    return await root.Parse(args).InvokeAsync(invocation);
}
catch (Exception e) when (e is BenchmarkException or CliException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Interrupted.");
    return 1;
}
