namespace PerfFunctions.Browser.Recording.Findings;

/// <summary>Shortens a script error.</summary>
internal static class ErrorText
{
    private const int Longest = 300;

    /// <summary>Its first line, with the first place of its stack: <c>Error: no (at pay https://shop.example/a.js:3:5)</c>.</summary>
    public static string Short(string error)
    {
        string[] lines = error.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string? place = lines.Skip(1).FirstOrDefault(line => line.StartsWith("at ", StringComparison.Ordinal));
        string first = lines.Length == 0 ? "" : lines[0];
        first = first.Length > Longest ? $"{first[..Longest]}…" : first;
        return place is null ? first : $"{first} ({place.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal)})";
    }
}
