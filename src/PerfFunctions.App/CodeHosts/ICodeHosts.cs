namespace PerfFunctions.App.CodeHosts;

/// <summary>The code hosts that are configured.</summary>
public interface ICodeHosts
{
    /// <summary>The host that a run came from.</summary>
    /// <exception cref="InvalidOperationException">It is not configured.</exception>
    CodeHost Of(PullRequestContext pullRequest);
}
