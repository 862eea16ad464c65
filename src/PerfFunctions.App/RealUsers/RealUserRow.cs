using Azure.Data.Tables;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.RealUsers;

namespace PerfFunctions.App.RealUsers;

/// <summary>What page views are counted by.</summary>
/// <param name="Plan">Plan name.</param>
/// <param name="Page">Page name.</param>
/// <param name="Day">Day, UTC.</param>
public sealed record RealUserCell(string Plan, string Page, DateOnly Day);

/// <summary>Page views as a row: one column with their number, and one a metric with its histogram. A row never changes.</summary>
internal static class RealUserRow
{
    private const string Views = "Views";

    /// <summary>A row.</summary>
    /// <param name="cell">What it is about.</param>
    /// <param name="name">What distinguishes it from others of the same.</param>
    /// <param name="views">What was counted.</param>
    public static TableEntity Of(RealUserCell cell, string name, RealUserViews views)
    {
        var row = new TableEntity(cell.Plan, TableKeys.RealUser(cell.Day, cell.Page, name)) { [Views] = views.Count };
        foreach ((string metric, byte[] histogram) in views.Encoded)
        {
            row[metric] = histogram;
        }

        return row;
    }

    /// <summary>Adds a row to others.</summary>
    public static void AddTo(RealUserViews views, TableEntity row)
    {
        views.AddCount(row.GetInt64(Views) ?? 0);
        foreach (RealUserMetric metric in RealUserMetric.All)
        {
            if (row.GetBinary(metric.Name) is { } histogram)
            {
                views.Add(metric.Name, histogram);
            }
        }
    }

    /// <summary>What a row is about.</summary>
    public static RealUserCell CellOf(TableEntity row) => new(row.PartitionKey, TableKeys.PageOf(row.RowKey), TableKeys.DayOf(row.RowKey));
}
