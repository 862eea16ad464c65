using System.Text.Json;

namespace PerfFunctions.Engine.Plans.K6;

/// <summary>
/// Where the lines of a script stood before its modules were put into one. A bundle says so in its last line, which anyone can
/// write: it decides how a failure is shown, and what of the script is taken for a library.
/// </summary>
public sealed class K6Lines
{
    private const string Mark = "//# modules ";
    private const string Bundler = "bundler";
    private const int MaxName = 200;

    private readonly string _file;
    private readonly (int From, string File, int Line)[] _stretches;

    private K6Lines(string file, (int From, string File, int Line)[] stretches)
    {
        _file = file;
        _stretches = stretches;
    }

    /// <summary>Whether the script is a bundle of modules.</summary>
    public bool IsBundle => _stretches.Length > 0;

    /// <summary>The lines of a script.</summary>
    /// <param name="file">Path of its file.</param>
    /// <param name="text">Its text; by its last line where it is a bundle.</param>
    public static K6Lines Of(string file, string text)
    {
        int at = text.LastIndexOf(Mark, StringComparison.Ordinal);
        return new K6Lines(file, at < 0 || (at > 0 && text[at - 1] != '\n') ? [] : Read(text[(at + Mark.Length)..]));
    }

    /// <summary>A line by the file that it was written in: <c>lib/api.ts line 3</c>.</summary>
    /// <param name="line">Line of the script, from 1.</param>
    public string PlaceOf(int line)
    {
        (string file, int own) = Find(line);
        return $"{file} line {own}";
    }

    /// <summary>The file that a line was written in, and the line there.</summary>
    /// <param name="line">Line of the script, from 1.</param>
    public (string File, int Line) Find(int line)
    {
        (int from, string file, int first) = _stretches.LastOrDefault(s => s.From <= line, (From: line, File: _file, Line: line));
        return (file, first + line - from);
    }

    /// <summary>
    /// By line, the library that it is of: a module from the network, or of a package, or what the bundler wrote at the top. Null for the
    /// script's own.
    /// </summary>
    /// <param name="lines">Number of lines of the script.</param>
    public string?[] Libraries(int lines)
    {
        string?[] libraries = new string?[lines];
        if (IsBundle)
        {
            Array.Fill(libraries, Bundler, 0, Math.Clamp(_stretches[0].From - 1, 0, lines));
        }

        for (int i = 0; i < _stretches.Length; i++)
        {
            (int from, string file, _) = _stretches[i];
            if (from > 0 && (file.Contains("://", StringComparison.Ordinal) || file.Contains("node_modules/", StringComparison.Ordinal)))
            {
                int until = i + 1 < _stretches.Length ? _stretches[i + 1].From - 1 : lines;
                Array.Fill(libraries, file, Math.Min(from - 1, lines), Math.Max(0, Math.Min(until, lines) - Math.Min(from - 1, lines)));
            }
        }

        return libraries;
    }

    private static (int, string, int)[] Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            JsonElement all = document.RootElement;
            string[] files = all.GetArrayLength() == 0 ? [] : [.. all[0].EnumerateArray().Select(f => f.GetString() ?? "")];
            return
            [
                .. all.EnumerateArray().Skip(1).Select(s => (From: s[0].GetInt32(), File: files[s[1].GetInt32()], Line: s[2].GetInt32()))
                    .Where(s => s.File.Length is > 0 and <= MaxName && !s.File.Any(char.IsControl)).OrderBy(s => s.From),
            ];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            return [];
        }
    }
}
