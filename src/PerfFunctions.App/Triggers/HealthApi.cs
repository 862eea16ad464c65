using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.KillSwitch;
using PerfFunctions.App.Notifications;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Triggers;

/// <summary>Reports the health of the service.</summary>
public sealed class HealthApi(RunStore runs, UndeliveredStore undelivered, KillSwitchStore stops, LocalMode local)
{
    /// <summary>Returns 200 with the version if storage responds, and 503 if it does not.</summary>
    [Function("Health")]
    [RequireRole(Role.None)]
    [Answers(typeof(Health))]
    [Answers(typeof(Health), 503)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request, CancellationToken cancellationToken)
    {
        string version = typeof(HealthApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        try
        {
            await runs.ListAsync(null, 1, cancellationToken);
            int lost = (await undelivered.ListAsync(NotificationsApi.MaxListed, cancellationToken)).Count;
            return Results.Json(new Health("healthy", version)
            {
                Undelivered = lost == 0 ? null : lost,
                Halted = await stops.FindAsync(cancellationToken) is { ResumedAt: null } ? true : null,
                Access = local.IsClosed ? "no access is configured" : null,
            }, PerfJson.Options);
        }
        catch (Exception e) when (ResultStorage.IsFailure(e))
        {
            return Results.Json(
                new Health("storage does not respond", version), PerfJson.Options, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
