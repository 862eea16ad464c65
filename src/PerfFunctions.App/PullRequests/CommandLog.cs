using PerfFunctions.Api;
using PerfFunctions.App.ActivityLogs;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;

namespace PerfFunctions.App.PullRequests;

/// <summary>Logs what people do by commands, once however often a command is carried out.</summary>
public sealed class CommandLog(ActivityLog log, TimeProvider time)
{
    /// <summary>Logs what is done with a run. The entry is named after the command and the run.</summary>
    public Task DoneAsync(PullRequestCommand command, ActivityKind what, RunRecord run, CancellationToken cancellationToken)
    {
        ActivityEntry entry = EntryOf(command, what) with { Run = run.RunId, Plan = run.Plan, Target = run.Target };
        return log.AddOnceAsync(command.RunId + run.RunId.Split('-')[1], entry, cancellationToken);
    }

    /// <summary>Logs that a command is refused, and why.</summary>
    public Task RefusedAsync(PullRequestCommand command, string refusal, CancellationToken cancellationToken)
    {
        ActivityEntry entry = EntryOf(command, KindOf(command.Kind));
        entry = entry with { Run = command.OfRun, Plan = command.Plan, Refused = refusal };
        return log.AddOnceAsync(command.RunId, entry, cancellationToken);
    }

    private static ActivityKind KindOf(CommandKind kind) => kind switch
    {
        CommandKind.Cancel => ActivityKind.Cancel,
        CommandKind.Accept => ActivityKind.AcceptBaseline,
        _ => ActivityKind.Start,
    };

    private ActivityEntry EntryOf(PullRequestCommand command, ActivityKind what) =>
        new() { At = time.GetUtcNow(), Who = Caller.OfWebhook(command.Sender), What = what };
}
