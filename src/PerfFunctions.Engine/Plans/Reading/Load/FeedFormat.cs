using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads what the rows of a feed's file are written in: its extension says it, or <c>format</c>.</summary>
internal static class FeedFormat
{
    /// <summary>Whether the file is JSON; otherwise it is CSV.</summary>
    public static bool IsJson(MapField map)
    {
        if (map.Get("format") is { } format)
        {
            return format.Choice(FeedKeys.Formats) == true;
        }

        string? path = map.Get("file")!.FilePath();
        string extension = Path.GetExtension(path ?? "").TrimStart('.').ToLowerInvariant();
        if (path is not null && !FeedKeys.Formats.ContainsKey(extension))
        {
            map.Get("file")!.Refuse(
                "the path has no known file extension", "a path that ends in .csv or .json, or format: csv or json");
        }

        return extension == "json";
    }
}
