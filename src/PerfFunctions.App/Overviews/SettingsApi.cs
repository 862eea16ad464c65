using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.CodeHosts.AzureDevOps;
using PerfFunctions.App.CodeHosts.GitHub;
using PerfFunctions.App.Http;
using PerfFunctions.App.Quotas;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Overviews;

/// <summary>Shows what the service is connected with and how much it may do; no secret.</summary>
public sealed class SettingsApi(QuotaUsage quotas, IOptions<GitHubOptions> github, IOptions<AzureDevOpsOptions> azure)
{
    /// <summary>Quotas with their use, limits, and code hosts, configured or not. It names the caller with their role.</summary>
    [Function("GetSettings")]
    [RequireRole(Role.Read)]
    [Answers(typeof(ServiceSettings))]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/settings")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(
            new ServiceSettings(
                request.Caller(), await quotas.SharedAsync(cancellationToken), quotas.Limits(), CodeHostViews.Of(github.Value, azure.Value)),
            PerfJson.Options);
}
