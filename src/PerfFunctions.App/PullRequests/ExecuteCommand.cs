using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Telemetry;

namespace PerfFunctions.App.PullRequests;

/// <summary>Does what a person asks for on a pull request, once GitHub says that they may write there.</summary>
public sealed partial class ExecuteCommand(
    ICodeHosts hosts, CommandRuns runs, CancelCommand cancel, AcceptCommand accept, CommandLog commands, RunTelemetry telemetry,
    ILogger<ExecuteCommand> log)
{
    /// <summary>Carries a command out, and answers its comment where it is one. Safe to repeat.</summary>
    [Function(nameof(ExecuteCommand))]
    public Task<CodeHostAttempt> RunAsync(
        [ActivityTrigger] PullRequestCommand command, [DurableClient] DurableTaskClient durable, FunctionContext context) =>
        telemetry.StageAsync(
            nameof(ExecuteCommand), command.RunId, () => CodeHostAttempt.TryAsync(() => CarryOutAsync(command, durable, context.CancellationToken)));

    private async Task CarryOutAsync(PullRequestCommand command, DurableTaskClient durable, CancellationToken cancellationToken)
    {
        IUsers users = hosts.Of(command.Where).Users;
        string? refusal = await users.MayWriteAsync(command.Where, command.Sender, cancellationToken)
            ? await DoAsync(command, durable, cancellationToken)
            : "only users with write access may use commands";
        LogDone(log, command.Kind, command.Where.Owner, command.Where.Repository, command.Sender, refusal ?? "done");
        if (refusal is not null)
        {
            await commands.RefusedAsync(command, refusal, cancellationToken);
        }

        if (command.Comment is { } comment)
        {
            await users.ReactAsync(command.Where, comment, refusal is null, cancellationToken);
        }
    }

    private async Task<string?> DoAsync(
        PullRequestCommand command, DurableTaskClient durable, CancellationToken cancellationToken)
    {
        switch (command.Kind)
        {
            case CommandKind.Run or CommandKind.Spike or CommandKind.Audit:
                return await runs.StartAsync(durable, command, cancellationToken);
            case CommandKind.Label:
                await runs.StartForkAsync(durable, command, cancellationToken);
                return null;
            case CommandKind.Rerun or CommandKind.Longer:
                return await runs.RepeatAsync(durable, command, cancellationToken);
            case CommandKind.RerunAll:
                await runs.RepeatAllAsync(durable, command, cancellationToken);
                return null;
            case CommandKind.Cancel:
                await cancel.CancelAsync(command, cancellationToken);
                return null;
            case CommandKind.Accept:
                return await accept.AcceptAsync(command, cancellationToken);
            default:
                return "the command is unknown";
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Command {Command} in {Owner}/{Repository} by {Sender}: {Result}")]
    private static partial void LogDone(ILogger logger, CommandKind command, string owner, string repository, string sender, string result);
}
