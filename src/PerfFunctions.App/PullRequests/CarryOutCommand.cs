using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PerfFunctions.Api;
using PerfFunctions.App.ActivityLogs;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Telemetry;

namespace PerfFunctions.App.PullRequests;

/// <summary>Does what a person asks for on a pull request, once GitHub says that they may write there.</summary>
public sealed partial class CarryOutCommand(IPullRequests pullRequests, CommandRuns commands, AuditLog audit, RunTelemetry telemetry, TimeProvider time,
    ILogger<CarryOutCommand> log)
{
    /// <summary>Carries a command out, and answers its comment where it is one. Safe to repeat.</summary>
    [Function(nameof(CarryOutCommand))]
    public Task<CodeHostTurn> RunAsync(
        [ActivityTrigger] PullRequestCommand command, [DurableClient] DurableTaskClient durable, FunctionContext context) =>
        telemetry.StageAsync(nameof(CarryOutCommand), command.RunId, () => CodeHostTurn.TryAsync(() => CarryOutAsync(command, durable, context.CancellationToken)));

    private async Task CarryOutAsync(PullRequestCommand command, DurableTaskClient durable, CancellationToken cancellation)
    {
        string? refusal = await pullRequests.MayWriteAsync(command.Where, command.Sender, cancellation)
            ? await DoAsync(command, durable, cancellation)
            : "only users with write access may use commands";
        LogDone(log, command.Kind, command.Where.Owner, command.Where.Repository, command.Sender, refusal ?? "done");
        if (refusal is not null)
        {
            await KeepAsync(command, refusal, cancellation);
        }

        if (command.Comment is { } comment)
        {
            await pullRequests.ReactAsync(command.Where, comment, refusal is null, cancellation);
        }
    }

    private Task KeepAsync(PullRequestCommand command, string refusal, CancellationToken cancellation) => audit.AddOnceAsync(
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
        cancellation);

    private Task<string?> DoAsync(PullRequestCommand command, DurableTaskClient durable, CancellationToken cancellation) => command.Kind switch
    {
        CommandKind.Run or CommandKind.Spike or CommandKind.Audit => commands.StartAsync(durable, command, cancellation),
        CommandKind.Label => commands.StartForkAsync(durable, command, cancellation),
        CommandKind.Rerun or CommandKind.Longer => commands.RepeatAsync(durable, command, cancellation),
        CommandKind.RerunAll => commands.RepeatAllAsync(durable, command, cancellation),
        CommandKind.Cancel => commands.CancelAsync(command, cancellation),
        CommandKind.Accept => commands.AcceptAsync(command, cancellation),
        _ => Task.FromResult<string?>("the command is unknown"),
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Command {Command} in {Owner}/{Repository} by {Sender}: {Result}")]
    private static partial void LogDone(ILogger logger, CommandKind command, string owner, string repository, string sender, string result);
}
