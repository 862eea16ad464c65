using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.ActivityLogs;

/// <summary>Shows who did what.</summary>
public sealed class ActivityLogApi(ActivityLog log)
{
    private const int MaxListed = 1_000;

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
        DateTimeOffset? from = Instant(request, "from", problems), to = Instant(request, "to", problems);
        if (!int.TryParse(request.Query["count"].FirstOrDefault() ?? "100", CultureInfo.InvariantCulture, out int count) || count is < 1 or > MaxListed)
        {
            problems.Add(new FieldProblem("count", request.Query["count"], "is not a valid page size", $"1 to {MaxListed}"));
        }

        string? after = request.Query["after"];
        if (after is not null && !TableKeys.IsAudit(after))
        {
            problems.Add(new FieldProblem("after", after, "is not the 'next' of a page", "the 'next' of the previous page"));
        }

        if (problems.Count > 0)
        {
            return Problems.Fields(problems);
        }

        IReadOnlyList<(string Key, ActivityEntry Entry)> page = await log.ListAsync(from, to, after, count, cancellationToken);
        return Results.Json(new ActivityPage([.. page.Select(p => p.Entry)], page.Count == count ? page[^1].Key : null), PerfJson.Options);
    }

    private static DateTimeOffset? Instant(HttpRequest request, string name, List<FieldProblem> problems)
    {
        string? text = request.Query[name];
        if (text is null)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant))
        {
            return instant;
        }

        problems.Add(new FieldProblem(name, text, "is not a date or time", "a date, or date and time, such as 2026-03-04T05:06:07Z"));
        return null;
    }
}
