using System.Text;
using Microsoft.AspNetCore.Http;
using PerfFunctions.App.Http;
using PerfFunctions.App.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.Triggers;

/// <summary>Finds the plan that a request asks to run: the one in its body, or the stored one that it names.</summary>
public sealed class RequestedPlans(PlanBodies bodies, PlanStore plans)
{
    /// <summary>The plan; where there is none, the answer that says why.</summary>
    public async Task<PlanUpload> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        string? name = request.Query["plan"];
        if (name is null)
        {
            return await bodies.ReadAsync(request, null, cancellationToken);
        }

        return PlanNames.IsValid(name) && await plans.FindSourceAsync(name, cancellationToken) is PlanSource stored
            ? new PlanUpload(Encoding.UTF8.GetBytes(stored.Text), stored.Files)
            : PlanUpload.Refused(Problems.NotFound($"stored plan '{name}'"));
    }
}
