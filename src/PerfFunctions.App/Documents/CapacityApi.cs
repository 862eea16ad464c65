using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Text;
using PerfFunctions.Reports.Documents;

namespace PerfFunctions.App.Documents;

/// <summary>Answers how many instances a tested system will need and what they cost, for any demand that is asked about.</summary>
public sealed class CapacityApi(CapacityMemory memory, IOptions<PriceOptions> prices, RunLinks links)
{
    /// <summary>The capacity of a plan's tested system, month by month. What is not asked is as the plan's objectives have it.</summary>
    [Function("GetCapacity")]
    [RequireRole(Role.Read)]
    [Answers(typeof(CapacityView))]
    [Query("size", "Size of the tested system's instances, as the price list has it.")]
    [Query("instances", "How many instances the tested system has today, 1 to 1000.")]
    [Query("months", "How many months to look ahead, 1 to 60; 12 by default.")]
    [Query("growth", "Growth of the demand a month in percent, -99 to 1000.")]
    [Query("peak", "Busiest moment of a month relative to its ordinary busy hour, 1 to 1000.")]
    [Query("demand", "Requests per second at the busiest time of an ordinary day.")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/plans/{name}/capacity")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        List<FieldProblem> problems = [];
        CapacityQuestion question = CapacityQuestions.Read(request.Query, prices.Value.Prices(), problems);
        if (problems.Count > 0)
        {
            return Problems.Fields(problems);
        }

        return await memory.FindAsync(name, question, cancellationToken) is { } source
            ? Results.Json(CapacityView.Of(source, links), PerfJson.Options)
            : Problems.NotFound($"plan '{name}' that is stored or has been run");
    }
}
