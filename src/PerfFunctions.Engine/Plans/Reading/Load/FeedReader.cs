using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads <c>feeds:</c>.</summary>
internal static class FeedReader
{
    private const string Allowed = "feeds by name, such as accounts: { csv: \"user,password\\na,b\\n\" }";
    private const string CsvAllowed = "CSV as in RFC 4180: a line of names, then as many values in each line";
    private const string JsonAllowed = "a list of maps with the same keys and plain values, or JSON text of one";

    /// <summary>The feeds; one whose rows are wrong has no columns.</summary>
    public static IReadOnlyList<Feed> ReadAll(Field field)
    {
        IReadOnlyList<NamedField>? entries = field.Entries(PlanLimits.Feeds, Allowed);
        if (entries is { Count: 0 })
        {
            field.Refuse("there are no feeds", "at least one feed");
        }

        return [.. (entries ?? []).Select(Read)];
    }

    private static Feed Read(NamedField entry)
    {
        if (!TextTemplate.IsVariableName(entry.Name))
        {
            entry.RefuseName("this is not a feed name", VariableScope.NameAllowed);
        }

        Feed feed = new() { Name = entry.Name };
        if (entry.Value.Map(FeedKeys.Map.Keys) is not { } map)
        {
            return feed;
        }

        feed = FeedKeys.Map.Read(map, feed);
        return map.Present(FeedKeys.Sources) is [string source] ? ReadRows(map, source, feed) : feed;
    }

    private static Feed ReadRows(MapField map, string source, Feed feed)
    {
        bool isJson = source == "json" || (source == "file" && FeedFormat.IsJson(map));
        if (isJson)
        {
            map.Get("separator")?.Refuse("JSON has no separator", "separator together with csv, or with a .csv file");
        }

        if (source != "file")
        {
            map.Get("format")?.Refuse("'format' only applies to a file beside the plan", "format together with file");
        }

        if (source == "from")
        {
            Field? columns = map.Require("columns", "the names of the columns in use");
            return feed with { Columns = columns is null ? [] : ReadColumns(columns) };
        }

        map.Get("columns")?.Refuse("'columns' only applies to a feed that is fetched; these rows name their own columns",
            "columns together with from");
        if (source == "file")
        {
            return ReadFile(map.Get("file")!, feed, isJson);
        }

        FeedRows? rows = ReadRows(map.Get(source)!, isJson, feed.Separator);
        return rows is null ? feed : feed with { Columns = rows.Columns, Rows = rows.Rows };
    }

    // Without its rows where the file is not at hand.
    private static Feed ReadFile(Field field, Feed feed, bool isJson)
    {
        feed = feed with { File = field.FilePath() };
        if (field.FileText(PlanFileLimits.FileBytes, isText: false) is not { } file)
        {
            return feed;
        }

        FeedRows rows = FeedFile.Read(file.Text, isJson, PlanFileLimits.Rows, feed.Separator);
        foreach (string problem in rows.Problems)
        {
            (field with { File = file }).Refuse(problem, isJson ? JsonAllowed : CsvAllowed);
        }

        return feed with { Columns = rows.Columns, Rows = rows.Rows };
    }

    private static FeedRows? ReadRows(Field field, bool isJson, char separator)
    {
        string? text = isJson && field.Node is ListNode ? JsonBody.Read(field, PlanLimits.FileBytes)
            : field.Text(isJson ? JsonAllowed : CsvAllowed, PlanLimits.FileBytes);
        if (text is null)
        {
            return null;
        }

        FeedRows rows = FeedFile.Read(text, isJson, PlanLimits.FeedRows, separator);
        foreach (string problem in rows.Problems)
        {
            field.Problems.Add(field.Path, field.Node.Line, null, problem, isJson ? JsonAllowed : CsvAllowed);
        }

        return rows;
    }

    private static IReadOnlyList<string> ReadColumns(Field field)
    {
        List<string> columns = [];
        foreach (Field item in field.Items(PlanLimits.FeedColumns, "a list of names, such as [user, password]") ?? [])
        {
            string? name = item.Text(VariableScope.NameAllowed, PlanLimits.TextLength);
            if (name is not null && (!TextTemplate.IsVariableName(name) || columns.Contains(name)))
            {
                item.Refuse(columns.Contains(name) ? "the column is listed twice" : "this is not a name", VariableScope.NameAllowed);
            }

            columns.Add(name ?? "");
        }

        return columns;
    }
}
