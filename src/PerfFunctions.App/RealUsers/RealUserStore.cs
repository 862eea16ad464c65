using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.RealUsers;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.App.RealUsers;

/// <summary>
/// Keeps page views by plan, day and page. Every instance adds rows of its own, which are merged by adding: no two write the same
/// row, and none reads before it writes.
/// </summary>
public sealed class RealUserStore(ResultStorage storage)
{
    // A transaction takes 100 actions: one row that is added, and those that it stands for.
    private const int MaxMerged = 99;

    // Nights that the timer may have missed, and the one that it runs in.
    private const int MergedDays = 3;

    // The longest window that a plan may look back, and some days more.
    private const int KeptDays = PlanLimits.RealUserDays + 5;

    private TableClient Table => storage.RealUsers;

    /// <summary>Adds page views.</summary>
    /// <param name="cell">What they are of.</param>
    /// <param name="name">A name that no other row of the same has; repeating it with the same views adds them once.</param>
    /// <param name="views">The page views.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task AddAsync(RealUserCell cell, string name, RealUserViews views, CancellationToken cancellationToken)
    {
        try
        {
            await Table.AddEntityAsync(RealUserRow.Of(cell, name, views), cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // An earlier attempt has written it, but its answer was lost.
        }
    }

    /// <summary>The page views of a plan over its window, up to an instant.</summary>
    public async Task<RealUserSummary> ReadAsync(string plan, RealUserPlan asked, DateTimeOffset now, CancellationToken cancellationToken)
    {
        (DateOnly from, DateOnly to) = (DayOf(now - asked.Window), DayOf(now));
        var pages = asked.Pages.ToDictionary(p => p.Name, _ => (Views: new RealUserViews(), Days: new HashSet<DateOnly>()));
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {plan} and RowKey ge {TableKeys.RealUsersFrom(from)} and RowKey lt {TableKeys.RealUsersFrom(to.AddDays(1))}");
        await foreach (TableEntity row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            RealUserCell cell = RealUserRow.CellOf(row);
            if (pages.TryGetValue(cell.Page, out (RealUserViews Views, HashSet<DateOnly> Days) page))
            {
                RealUserRow.AddTo(page.Views, row);
                page.Days.Add(cell.Day);
            }
        }

        return new RealUserSummary
        {
            From = from,
            To = to,
            MinSamples = asked.MinSamples,
            Pages = [.. asked.Pages.Select(p => RealUserPageSummary.Of(p.Name, pages[p.Name].Views, pages[p.Name].Days.Count))],
        };
    }

    /// <summary>
    /// Merges the rows of each page and day before today into one. In a transaction, so that no view is lost or counted twice,
    /// however often and by whomever it is done.
    /// </summary>
    public async Task MergeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateOnly today = DayOf(now);
        string filter = TableClient.CreateQueryFilter(
            $"RowKey ge {TableKeys.RealUsersFrom(today.AddDays(-MergedDays))} and RowKey lt {TableKeys.RealUsersFrom(today)}");
        List<TableEntity> rows = [];
        await foreach (TableEntity row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            bool isOther = rows.Count > 0 && RealUserRow.CellOf(rows[0]) != RealUserRow.CellOf(row);
            if (isOther || rows.Count == MaxMerged)
            {
                TableEntity? merged = await MergeAsync(rows, cancellationToken);
                rows = isOther || merged is null ? [] : [merged];
            }

            rows.Add(row);
        }

        await MergeAsync(rows, cancellationToken);
    }

    /// <summary>Forgets what no plan can look back at.</summary>
    public Task PurgeAsync(DateTimeOffset now, CancellationToken cancellationToken) => TablePurge.WhereAsync(
        Table, TableClient.CreateQueryFilter($"RowKey lt {TableKeys.RealUsersFrom(DayOf(now).AddDays(-KeptDays))}"), cancellationToken);

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    // The row that stands for all of them; null where another process changed them meanwhile, and they stay as they are.
    private async Task<TableEntity?> MergeAsync(IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        if (rows.Count < 2)
        {
            return rows is [TableEntity one] ? one : null;
        }

        RealUserViews views = new();
        foreach (TableEntity row in rows)
        {
            RealUserRow.AddTo(views, row);
        }

        string name = TableKeys.Merged(RandomNumberGenerator.GetHexString(12, lowercase: true));
        TableEntity merged = RealUserRow.Of(RealUserRow.CellOf(rows[0]), name, views);
        try
        {
            await Table.SubmitTransactionAsync(
                [
                    new TableTransactionAction(TableTransactionActionType.Add, merged),
                    .. rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag)),
                ],
                cancellationToken);
            return merged;
        }
        catch (TableTransactionFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return null;
        }
    }
}
