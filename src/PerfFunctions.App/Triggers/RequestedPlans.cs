using System.Text;
using Microsoft.AspNetCore.Http;
using PerfFunctions.App.Http;
using PerfFunctions.App.Plans;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.Triggers;

/// <summary>Finds the plan that a request asks to run: the one in its body, or the stored one that it names.</summary>
public sealed class RequestedPlans(RequestBodies bodies, PlanStore plans)
{
    /// <summary>The plan's text; where there is none, the answer that says why.</summary>
    public async Task<(byte[]? Text, IResult? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        string? name = request.Query["plan"];
        if (name is null)
        {
            using ReceivedBody body = await bodies.ReadAsync(request, PlanLimits.FileBytes, cancellationToken);
            return body.Refusal is { } refusal ? (null, refusal) : (body.ToArray(), null);
        }

        return PlanNames.IsValid(name) && await plans.FindTextAsync(name, cancellationToken) is { } stored
            ? (Encoding.UTF8.GetBytes(stored), null)
            : (null, Problems.NotFound($"stored plan '{name}'"));
    }
}
