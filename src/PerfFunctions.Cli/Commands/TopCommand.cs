using System.CommandLine;
using PerfFunctions.Api;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf top [RUN]</c></summary>
internal static class TopCommand
{
    private const int Looked = 100;

    public static Command Create(TimeProvider time)
    {
        var id = new Argument<string?>("RUN")
        {
            Description = "Id of the run to watch; the latest run that has not ended by default.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("top", "Watch a run, whoever started it; Ctrl+C stops watching, and the run goes on.") { id };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = new Terminal(options.Json(parsed), time);
            await using ServiceSession session = await ServiceSession.OpenAsync(
                options.Of(parsed), browser: false, time, terminal.Say, cancellationToken);
            string runId = parsed.GetValue(id) ?? await LatestAsync(session.Client, cancellationToken);
            // One that is unknown is refused at once; later, a service that does not answer is asked again.
            RunView run = await session.Client.GetAsync(runId, cancellationToken);
            if (run.Outcome is null)
            {
                terminal.Say($"Run {run.RunId} of {run.Plan}");
                run = await new RunFollower(session.Client, time).WatchAsync(runId, terminal.Progress(), cancellationToken);
            }

            terminal.Result(run);
            return ExitCodes.Of(run.Outcome!.Value);
        });
        return command;
    }

    private static async Task<string> LatestAsync(ServiceClient client, CancellationToken cancellationToken) =>
        (await client.ListAsync(Looked, cancellationToken)).FirstOrDefault(r => r.Outcome is null)?.RunId
            ?? throw new CliException("No run is in progress. 'perf top RUN' shows one that has ended.");
}
