namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>Puts one GitHub host together, as an App or the owner of a token sees it.</summary>
internal static class GitHubHost
{
    /// <summary>Its parts; nothing is called yet.</summary>
    public static CodeHost Of(GitHubOptions options, GitHubClients clients)
    {
        var pullRequests = new GitHubPullRequests(clients);
        return new CodeHost
        {
            Plans = new GitHubPlans(clients, options),
            PullRequests = pullRequests,
            Users = new GitHubUsers(clients),
            Statuses = options.IsApp ? new GitHubChecks(clients, options) : new GitHubStatuses(clients, options),
            Comments = new GitHubComments(clients, pullRequests, options),
        };
    }
}
