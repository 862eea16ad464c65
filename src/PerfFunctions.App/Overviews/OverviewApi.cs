using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Overviews;

/// <summary>Shows what is going on.</summary>
public sealed class OverviewApi(OverviewReader reader)
{
    /// <summary>
    /// Plans with their last verdict and their key metric over the last runs, runs in progress, and what needs attention. It says what
    /// it leaves out.
    /// </summary>
    [Function("GetOverview")]
    [RequireRole(Role.Read)]
    [Answers(typeof(Overview))]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/overview")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken) =>
        Results.Json(await reader.ReadAsync(durable, cancellationToken), PerfJson.Options);
}
