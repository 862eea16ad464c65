using PerfFunctions.Api;
using PerfFunctions.App.Http;

namespace PerfFunctions.App.CodeHosts.GitHub.Webhooks;

/// <summary>What a webhook delivery comes to: a run, a command, nothing, or mistakes.</summary>
public sealed record WebhookDecision
{
    /// <summary>What asks for a run; null when none is asked for.</summary>
    public RunTrigger? Trigger { get; private init; }

    /// <summary>What the run belongs to; there when <see cref="Trigger"/> is.</summary>
    public PullRequestContext? PullRequest { get; private init; }

    /// <summary>The requested command; null if there is none.</summary>
    public PullRequestCommand? Command { get; private init; }

    /// <summary>Login of whose doing it is; null where the delivery does not say.</summary>
    public string? Sender { get; init; }

    /// <summary>Why there is nothing to do; null when there is.</summary>
    public string? Ignored { get; private init; }

    /// <summary>What is wrong with the delivery.</summary>
    public IReadOnlyList<FieldProblem> Problems { get; private init; } = [];

    /// <summary>A run.</summary>
    public static WebhookDecision Run(RunTrigger trigger, PullRequestContext pullRequest) =>
        new() { Trigger = trigger, PullRequest = pullRequest };

    /// <summary>A command.</summary>
    public static WebhookDecision Ask(PullRequestCommand command) => new() { Command = command };

    /// <summary>Nothing.</summary>
    public static WebhookDecision Ignore(string reason) => new() { Ignored = reason };

    /// <summary>Mistakes.</summary>
    public static WebhookDecision Refuse(params IReadOnlyList<FieldProblem> problems) => new() { Problems = problems };
}
