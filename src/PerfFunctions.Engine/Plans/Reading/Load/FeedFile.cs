using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads the rows of a feed from a CSV or JSON file, in the plan or fetched.</summary>
public static class FeedFile
{
    private const int MaxReported = 20;

    /// <summary>Reads a file; never throws on bad input.</summary>
    /// <param name="text">
    /// CSV as in RFC 4180, the names of the columns in the first line; or a JSON list of objects that all have the same keys,
    /// with texts, numbers, truth values and null (an empty text) in them.
    /// </param>
    /// <param name="isJson">Which of the two.</param>
    /// <param name="maxRows">Rows it may have.</param>
    /// <param name="separator">What stands between the values of CSV.</param>
    public static FeedRows Read(string text, bool isJson, int maxRows, char separator = Feed.Comma)
    {
        List<string> problems = [];
        text = text.TrimStart('\uFEFF');
        (IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows) =
            isJson ? JsonRows.Read(text, problems) : CsvRows.Read(text, separator, problems);
        CheckColumns(columns, problems);
        if (problems.Count == 0 && rows.Count == 0)
        {
            problems.Add("it has no rows");
        }

        if (rows.Count > maxRows)
        {
            problems.Add($"{rows.Count} rows are too many; at most {maxRows} are allowed");
        }

        if (problems.Count == 0)
        {
            return new FeedRows(columns, rows, []);
        }

        int unlisted = problems.Count - MaxReported;
        return new FeedRows([], [], unlisted <= 0 ? problems : [.. problems.Take(MaxReported), $"{unlisted} more problems are not listed"]);
    }

    private static void CheckColumns(IReadOnlyList<string> columns, List<string> problems)
    {
        foreach (string column in columns.Where(c => !TextTemplate.IsVariableName(c)).Take(MaxReported))
        {
            problems.Add($"the column '{column}' has a name that ${{feed.column}} cannot use; allowed: {VariableScope.NameAllowed}");
        }

        foreach (string column in columns.GroupBy(c => c).Where(g => g.Count() > 1).Select(g => g.Key).Take(MaxReported))
        {
            problems.Add($"the column '{column}' is listed twice");
        }

        if (columns.Count > PlanLimits.FeedColumns)
        {
            problems.Add($"{columns.Count} columns are too many; at most {PlanLimits.FeedColumns} are allowed");
        }
    }
}

/// <summary>The rows of a feed, or what is wrong with its file; never both.</summary>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Rows">Rows, a value a column.</param>
/// <param name="Problems">What is wrong, one sentence each, with its line or row from 1.</param>
public sealed record FeedRows(
    IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<string> Problems);
