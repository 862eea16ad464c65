using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Quotas;

/// <summary>Shows what runs cost.</summary>
public sealed class CostsApi(CostStore costs, Admission admission, IOptions<CostOptions> options, TimeProvider time)
{
    /// <summary>The sum of a month, by plan; <c>?month=</c> such as <c>2026-03</c>, this one if it is not said.</summary>
    [Function("GetCosts")]
    [RequireRole(Role.Read)]
    [Answers(typeof(MonthlyCosts))]
    [Query("month", "A month such as 2026-03; the current month by default.")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/costs")] HttpRequest request, CancellationToken cancellationToken)
    {
        string present = TableKeys.Month(time.GetUtcNow());
        string month = request.Query["month"].FirstOrDefault() ?? present;
        if (!DateTime.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return Problems.Fields([new FieldProblem("month", month, "is not a month", "a year and month, such as 2026-03")]);
        }

        IReadOnlyList<RunLease> inProgress = month == present ? await admission.RunningAsync(cancellationToken) : [];
        IReadOnlyList<CostRow> rows = await costs.ListAsync(month, cancellationToken);
        return Results.Json(
            new MonthlyCosts(
                month,
                options.Value.Currency,
                rows.Sum(r => r.Cost.Actual!.Value),
                inProgress.Sum(l => l.Estimated),
                options.Value.MonthlyLimit,
                [.. rows.GroupBy(r => r.Plan).Select(p => new PlanCosts(p.Key, p.Count(), p.Sum(r => r.Cost.Actual!.Value))).OrderByDescending(p => p.Actual)]),
            PerfJson.Options);
    }
}
