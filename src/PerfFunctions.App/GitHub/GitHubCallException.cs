using Octokit;

namespace PerfFunctions.App.GitHub;

/// <summary>A call to GitHub that did not come through; the activity that made it is tried again.</summary>
/// <param name="message">The call and what came of it; never a secret.</param>
/// <param name="inner">What was thrown.</param>
public sealed class GitHubCallException(string message, Exception? inner = null) : Exception(message, inner)
{
    internal static GitHubCallException Of(string call, Exception failure) => new(
        failure is ApiException answer
            ? $"GitHub answered {(int)answer.StatusCode} to '{call}': {answer.Message}"
            : $"GitHub gave no answer to use to '{call}': {failure.Message}",
        failure);
}
