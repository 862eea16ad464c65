namespace PerfFunctions.Api;

/// <summary>What can ask for a run.</summary>
public enum RunTrigger
{
    /// <summary><c>POST /api/runs</c>.</summary>
    Http,

    /// <summary><c>POST /api/spike</c>.</summary>
    Spike,

    /// <summary>A stored plan's schedule.</summary>
    Schedule,

    /// <summary>A pull request was opened or got new commits.</summary>
    PullRequest,

    /// <summary>A deployment became ready.</summary>
    Deployment,

    /// <summary>A person asked for it on a pull request.</summary>
    Command,

    /// <summary>A merge queue asked for the checks of a commit that it tries out.</summary>
    MergeQueue,
}
