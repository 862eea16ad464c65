namespace PerfFunctions.App.CodeHosts;

/// <summary>What a person asks for on a pull request. It is carried out only for people who may write to the repository.</summary>
public sealed record PullRequestCommand
{
    /// <summary>Id of the run that it starts, or that those it starts are named after; one a delivery.</summary>
    public string RunId { get; init; } = "";

    /// <summary>What is asked for.</summary>
    public required CommandKind Kind { get; init; }

    /// <summary>Where. The head commit is empty if the event does not contain it.</summary>
    public required PullRequestContext Where { get; init; }

    /// <summary>Login of who asks.</summary>
    public required string Sender { get; init; }

    /// <summary>The comment that says so, to be answered by a reaction; null for none.</summary>
    public long? Comment { get; init; }

    /// <summary>The run that it is about; null when it is about the pull request.</summary>
    public string? OfRun { get; init; }

    /// <summary>Name of the one plan that is meant, or of its file; null for all.</summary>
    public string? Plan { get; init; }
}

/// <summary>What can be asked for.</summary>
public enum CommandKind
{
    /// <summary>A run of all that the plan has.</summary>
    Run,

    /// <summary>A run of the load alone, as a spike.</summary>
    Spike,

    /// <summary>A run of the pages alone.</summary>
    Audit,

    /// <summary>The end of what is in progress.</summary>
    Cancel,

    /// <summary>A run again, of the same plan and commit.</summary>
    Rerun,

    /// <summary>All runs of a commit again.</summary>
    RerunAll,

    /// <summary>A run again, with load of double the length.</summary>
    Longer,

    /// <summary>A run to become what later ones are compared with.</summary>
    Accept,

    /// <summary>A run of a fork's commit, vouched for by a label.</summary>
    Label,

    /// <summary>An unknown command; its author is notified.</summary>
    Unknown,
}
