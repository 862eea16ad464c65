namespace PerfFunctions.App.CodeHosts.AzureDevOps;

/// <summary>Puts an Azure DevOps organisation together: one status and one thread per plan.</summary>
internal static class AzureDevOpsHost
{
    /// <summary>Its parts; nothing is called yet.</summary>
    public static CodeHost Of(AzureDevOpsOptions options, AzureDevOpsClient client)
    {
        var iterations = new AzureDevOpsIterations(client);
        return new CodeHost
        {
            Plans = new AzureDevOpsPlans(client, options),
            PullRequests = new AzureDevOpsPullRequests(client, iterations),
            Users = new AzureDevOpsUsers(),
            Statuses = new AzureDevOpsStatuses(client, iterations, options),
            Comments = new AzureDevOpsThreads(client, options),
        };
    }
}
