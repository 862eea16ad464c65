using System.CommandLine;
using PerfFunctions.Cli.Commands;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Scripts;

#pragma warning disable RS0030 // The composition root picks the clock.
TimeProvider time = TimeProvider.System;
#pragma warning restore RS0030
var root = new RootCommand("Performance tests with verdicts: HTTP load tests, browser page audits and budgets.")
{
    InitCommand.Create(time),
    UpCommand.Create(time),
    DemoCommand.Create(time),
    RunCommand.Create(time),
    SpikeCommand.Create(time),
    AuditCommand.Create(time),
    BenchCommand.Create(time),
    BundleCommand.Create(time),
    StatusCommand.Create(time),
    TopCommand.Create(time),
    CancelCommand.Create(time),
    HaltCommand.Create(time),
    HaltCommand.CreateResume(time),
    ActivityLogCommand.Create(time),
    CostsCommand.Create(time),
    ReportCommand.Create(time),
    DocsCommand.Create(time),
    NotifyCommand.Create(time),
    CompareCommand.Create(time),
    TrendsCommand.Create(time),
    VerifyCommand.Create(time),
    DoctorCommand.Create(time),
    CompletionCommand.Create(),
};

// Ctrl+C: the children are asked to end before they are made to.
var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) };
ParseResult parsed = root.Parse(args);
try
{
    int code = await parsed.InvokeAsync(invocation);
    return parsed.Errors.Count > 0 ? ExitCodes.CouldNotRun : code;
}
catch (CliException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return ExitCodes.CouldNotRun;
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return ExitCodes.CouldNotRun;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Interrupted.");
    return ExitCodes.CouldNotRun;
}
