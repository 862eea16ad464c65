using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.ActivityLogs;

/// <summary>Shows who did what.</summary>
public sealed class ActivityLogApi(ActivityLog log)
{
    /// <summary>
    /// What was done and refused, newest first: <c>?from=</c> and <c>?to=</c> are instants, <c>?count=</c> at most 1,000,
    /// <c>?after=</c> the <c>next</c> of the page before.
    /// </summary>
    [Function("GetActivityLog")]
    [RequireRole(Role.Administer)]
    [Answers(typeof(ActivityPage))]
    [Query("from", "Earliest date, or date and time, such as 2026-03-01.")]
    [Query("to", "Latest date, or date and time.")]
    [Query("count", "Entries per page, 1 to 1000; 100 by default.")]
    [Query("after", "The 'next' of the previous page.")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/activity-log")] HttpRequest request, CancellationToken cancellationToken)
    {
        List<FieldProblem> problems = [];
        ActivityQuery query = ActivityQuery.Of(request, problems);
        if (problems.Count > 0)
        {
            return Problems.Fields(problems);
        }

        IReadOnlyList<(string Key, ActivityEntry Entry)> page =
            await log.ListAsync(query.From, query.To, query.After, query.Count, cancellationToken);
        return Results.Json(new ActivityPage([.. page.Select(p => p.Entry)], page.Count == query.Count ? page[^1].Key : null), PerfJson.Options);
    }
}
