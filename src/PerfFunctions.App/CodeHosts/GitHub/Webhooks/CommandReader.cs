using PerfFunctions.App.Http;
using PerfFunctions.App.Storage;

namespace PerfFunctions.App.CodeHosts.GitHub.Webhooks;

/// <summary>Reads the deliveries by which people ask for something: a check's buttons, comments, and the label for forks.</summary>
internal static class CommandReader
{
    private const int LongestName = 64;

    /// <summary>A check, or one of its buttons.</summary>
    public static WebhookDecision CheckRun(WebhookEvent delivery)
    {
        CommandKind? kind = (delivery.Action, delivery.RequestedAction?.Identifier) switch
        {
            ("rerequested", _) or ("requested_action", CheckActions.Rerun) => CommandKind.Rerun,
            ("requested_action", CheckActions.Longer) => CommandKind.Longer,
            ("requested_action", CheckActions.Accept) => CommandKind.Accept,
            _ => null,
        };
        if (kind is null)
        {
            return WebhookDecision.Ignore($"a check with action '{delivery.Action}' needs nothing");
        }

        return delivery.CheckRun?.ExternalId is { } run && TableKeys.IsRunId(run)
            ? Command(delivery, kind.Value, [], command => command with { OfRun = run })
            : WebhookDecision.Ignore("the check does not belong to a run of this service");
    }

    /// <summary>All checks of a commit.</summary>
    public static WebhookDecision CheckSuite(WebhookEvent delivery) => delivery.Action == "rerequested"
        ? Command(
            delivery, CommandKind.RerunAll, [WebhookFields.Sha("check_suite.head_sha", delivery.CheckSuite?.HeadSha)],
            command => command with { Where = command.Where with { HeadSha = delivery.CheckSuite!.HeadSha! } })
        : WebhookDecision.Ignore($"a check suite with action '{delivery.Action}' needs nothing");

    /// <summary>A comment whose first line is <c>/perf run|spike|audit|cancel [plan]</c>.</summary>
    public static WebhookDecision Comment(WebhookEvent delivery)
    {
        if (delivery.Action != "created" || delivery.Issue?.PullRequest is null || delivery.Comment?.Body is not { } text)
        {
            return WebhookDecision.Ignore("it is not a new comment on a pull request");
        }

        string[] words = text.Split(['\r', '\n'], 2)[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not ["/perf", ..])
        {
            return WebhookDecision.Ignore("the comment has no command");
        }

        return Command(
            delivery, words.Length <= 3 ? KindOf(words.ElementAtOrDefault(1)) : CommandKind.Unknown, [],
            command => command with
            {
                Comment = delivery.Comment.Id,
                Plan = words.Length == 3 ? TextLimit.Cut(words[2], LongestName) : null,
                Where = command.Where with { Number = delivery.Issue.Number },
            });
    }

    /// <summary>A person vouches for one commit of a fork.</summary>
    public static WebhookDecision Label(WebhookEvent delivery, PullRequestContext pullRequest) =>
        Command(delivery, CommandKind.Label, [], command => command with { Where = pullRequest });

    private static CommandKind KindOf(string? word) => word switch
    {
        "run" => CommandKind.Run,
        "spike" => CommandKind.Spike,
        "audit" => CommandKind.Audit,
        "cancel" => CommandKind.Cancel,
        _ => CommandKind.Unknown,
    };

    private static WebhookDecision Command(
        WebhookEvent delivery, CommandKind kind, FieldProblem?[] problems, Func<PullRequestCommand, PullRequestCommand> complete) =>
        WebhookFields.Decide(
            delivery, [.. problems, WebhookFields.Login("sender.login", delivery.Sender?.Login)],
            where => WebhookDecision.Ask(complete(new PullRequestCommand { Kind = kind, Where = where, Sender = delivery.Sender!.Login! })));
}
