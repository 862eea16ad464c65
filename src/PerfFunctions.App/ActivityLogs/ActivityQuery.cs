using System.Globalization;
using Microsoft.AspNetCore.Http;
using PerfFunctions.App.Http;
using PerfFunctions.App.Storage;

namespace PerfFunctions.App.ActivityLogs;

/// <summary>Which entries of the activity log are asked for.</summary>
/// <param name="From">Earliest instant; null for no limit.</param>
/// <param name="To">Latest instant; null for no limit.</param>
/// <param name="After">The <c>next</c> of the previous page; null for the first page.</param>
/// <param name="Count">Entries per page.</param>
internal sealed record ActivityQuery(DateTimeOffset? From, DateTimeOffset? To, string? After, int Count)
{
    private const int MaxCount = 1_000;

    /// <summary>Reads <c>?from=</c>, <c>?to=</c>, <c>?after=</c> and <c>?count=</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="problems">Takes what is wrong with them.</param>
    public static ActivityQuery Of(HttpRequest request, List<FieldProblem> problems)
    {
        DateTimeOffset? from = Instant(request, "from", problems), to = Instant(request, "to", problems);
        if (!int.TryParse(request.Query["count"].FirstOrDefault() ?? "100", CultureInfo.InvariantCulture, out int count)
            || count is < 1 or > MaxCount)
        {
            problems.Add(new FieldProblem("count", request.Query["count"], "is not a valid page size", $"1 to {MaxCount}"));
        }

        string? after = request.Query["after"];
        if (after is not null && !TableKeys.IsAudit(after))
        {
            problems.Add(new FieldProblem("after", after, "is not the 'next' of a page", "the 'next' of the previous page"));
        }

        return new ActivityQuery(from, to, after, count);
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
