using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Access;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.KillSwitch;
using PerfFunctions.App.Notifications;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Triggers;

/// <summary>Says whether the service can work.</summary>
public sealed class HealthApi(RunStore runs, UntoldStore untold, StopSwitch stops, LocalMode local)
{
    private const int MostUntold = 20;

    /// <summary>200 with the version when storage answers; 503 when it does not.</summary>
    [Function("Health")]
    [Allows(Role.None)]
    [Answers(typeof(Health))]
    [Answers(typeof(Health), 503)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request, CancellationToken cancellation)
    {
        string version = typeof(HealthApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        try
        {
            await runs.ListAsync(null, 1, cancellation);
            IReadOnlyList<string> lost = await untold.ListAsync(MostUntold, cancellation);
            return Results.Json(new Health("healthy", version)
            {
                Untold = lost.Count == 0 ? null : lost,
                Stopped = await stops.FindAsync(cancellation) is { ReleasedAt: null } ? true : null,
                Access = local.IsClosed ? "no access is configured" : null,
            }, PerfJson.Options);
        }
        catch (Exception e) when (ResultStorage.IsFailure(e))
        {
            return Results.Json(new Health("storage does not answer", version), PerfJson.Options, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}

/// <summary>Answer of <c>GET api/health</c>.</summary>
/// <param name="Status"><c>healthy</c>, or what is wrong.</param>
/// <param name="Version">Version of the service.</param>
public sealed record Health(string Status, string Version)
{
    /// <summary>The newest runs whose report did not reach their pull request; null for none.</summary>
    public IReadOnlyList<string>? Untold { get; init; }

    /// <summary>True while everything is stopped and no run begins; else null. Why is told at <c>api/stop</c>, to who may know.</summary>
    public bool? Stopped { get; init; }

    /// <summary>Why nobody can use the API; null where somebody can.</summary>
    public string? Access { get; init; }
}
