using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Access;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Triggers.Contract;
using PerfFunctions.Engine;

namespace PerfFunctions.App.Triggers;

/// <summary>Reports the health of the service.</summary>
public sealed class HealthApi(RunStore runs, UntoldStore undelivered, StopSwitch stops, LocalMode local)
{
    private const int MaxUndelivered = 20;

    /// <summary>Returns 200 with the version if storage responds, and 503 if it does not.</summary>
    [Function("Health")]
    [Allows(Role.None)]
    [Answers(typeof(Health))]
    [Answers(typeof(Health), 503)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request, CancellationToken cancellationToken)
    {
        string version = typeof(HealthApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        try
        {
            await runs.ListAsync(null, 1, cancellationToken);
            IReadOnlyList<string> lost = await undelivered.ListAsync(MaxUndelivered, cancellationToken);
            return Results.Json(new Health("healthy", version)
            {
                Undelivered = lost.Count == 0 ? null : lost,
                Halted = await stops.FindAsync(cancellationToken) is { ResumedAt: null } ? true : null,
                Access = local.IsClosed ? "no access is configured" : null,
            }, PerfJson.Options);
        }
        catch (Exception e) when (ResultStorage.IsFailure(e))
        {
            return Results.Json(new Health("storage does not respond", version), PerfJson.Options, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}

/// <summary>Answer of <c>GET api/health</c>.</summary>
/// <param name="Status"><c>healthy</c>, or what is wrong.</param>
/// <param name="Version">Version of the service.</param>
public sealed record Health(string Status, string Version)
{
    /// <summary>The newest runs whose report was not delivered; null for none.</summary>
    public IReadOnlyList<string>? Undelivered { get; init; }

    /// <summary>True while the service is halted and no run starts; else null. <c>GET api/halt</c> returns the reason to authorized callers.</summary>
    public bool? Halted { get; init; }

    /// <summary>Why the API is unusable; null if access is configured.</summary>
    public string? Access { get; init; }
}
