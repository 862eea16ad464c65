using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PerfFunctions.Api;
using PerfFunctions.App.ActivityLogs;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Telemetry;

namespace PerfFunctions.App.PullRequests;

/// <summary>Does what a person asks for on a pull request, once GitHub says that they may write there.</summary>
public sealed partial class ExecuteCommand(ICodeHosts hosts, CommandRuns commands, ActivityLog audit, RunTelemetry telemetry, TimeProvider time,
    ILogger<ExecuteCommand> log)
{
    /// <summary>Carries a command out, and answers its comment where it is one. Safe to repeat.</summary>
    [Function(nameof(ExecuteCommand))]
    public Task<CodeHostAttempt> RunAsync(
        [ActivityTrigger] PullRequestCommand command, [DurableClient] DurableTaskClient durable, FunctionContext context) =>
        telemetry.StageAsync(nameof(ExecuteCommand), command.RunId, () => CodeHostAttempt.TryAsync(() => CarryOutAsync(command, durable, context.CancellationToken)));

    private async Task CarryOutAsync(PullRequestCommand command, DurableTaskClient durable, CancellationToken cancellationToken)
    {
        IUsers users = hosts.Of(command.Where).Users;
        string? refusal = await users.MayWriteAsync(command.Where, command.Sender, cancellationToken)
            ? await DoAsync(command, durable, cancellationToken)
            : "only users with write access may use commands";
        LogDone(log, command.Kind, command.Where.Owner, command.Where.Repository, command.Sender, refusal ?? "done");
        if (refusal is not null)
        {
            await KeepAsync(command, refusal, cancellationToken);
        }

        if (command.Comment is { } comment)
        {
            await users.ReactAsync(command.Where, comment, refusal is null, cancellationToken);
        }
    }

    private Task KeepAsync(PullRequestCommand command, string refusal, CancellationToken cancellationToken) => audit.AddOnceAsync(
        command.RunId,
        new ActivityEntry
        {
            At = time.GetUtcNow(),
            Who = Caller.OfWebhook(command.Sender),
            What = command.Kind switch { CommandKind.Cancel => ActivityKind.Cancel, CommandKind.Accept => ActivityKind.AcceptBaseline, _ => ActivityKind.Start },
            Run = command.OfRun,
            Plan = command.Plan,
            Refused = refusal,
        },
        cancellationToken);

    private Task<string?> DoAsync(PullRequestCommand command, DurableTaskClient durable, CancellationToken cancellationToken) => command.Kind switch
    {
        CommandKind.Run or CommandKind.Spike or CommandKind.Audit => commands.StartAsync(durable, command, cancellationToken),
        CommandKind.Label => commands.StartForkAsync(durable, command, cancellationToken),
        CommandKind.Rerun or CommandKind.Longer => commands.RepeatAsync(durable, command, cancellationToken),
        CommandKind.RerunAll => commands.RepeatAllAsync(durable, command, cancellationToken),
        CommandKind.Cancel => commands.CancelAsync(command, cancellationToken),
        CommandKind.Accept => commands.AcceptAsync(command, cancellationToken),
        _ => Task.FromResult<string?>("the command is unknown"),
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Command {Command} in {Owner}/{Repository} by {Sender}: {Result}")]
    private static partial void LogDone(ILogger logger, CommandKind command, string owner, string repository, string sender, string result);
}
