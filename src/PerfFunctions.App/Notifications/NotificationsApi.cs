using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Notifications;

/// <summary>Lists reports that were not delivered.</summary>
public sealed class NotificationsApi(UndeliveredStore undelivered)
{
    internal const int MaxListed = 20;

    /// <summary>Returns the newest runs whose report was not delivered.</summary>
    [Function("GetUndelivered")]
    [RequireRole(Role.Read)]
    [Answers(typeof(UndeliveredReports))]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/notifications")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(new UndeliveredReports(await undelivered.ListAsync(MaxListed, cancellationToken)), PerfJson.Options);
}
