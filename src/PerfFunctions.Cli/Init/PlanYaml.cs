using System.Text;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Cli.Init;

/// <summary>Writes values of unknown content so that a plan has them as they are.</summary>
internal static class PlanYaml
{
    private const int CommentLength = 110;

    /// <summary>A text in quotes; <c>${</c> in it stands for itself.</summary>
    public static string Quoted(string text) => Verbatim(text.Replace("${", "$${", StringComparison.Ordinal));

    /// <summary>A text in quotes, in which <c>${…}</c> is filled in.</summary>
    public static string Verbatim(string text) => $"'{OneLine(text).Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A text as a part of a comment: one line, cut where it is long.</summary>
    public static string Comment(string text)
    {
        string line = OneLine(text);
        return line.Length <= CommentLength ? line : string.Concat(line.AsSpan(0, CommentLength - 1), "…");
    }

    /// <summary>The name of a request, cut to what a plan allows; <paramref name="fallback"/> where the text cannot be one.</summary>
    public static string Title(string text, string fallback)
    {
        string line = OneLine(text).Trim();
        string cut = line.Length <= PlanLimits.TitleLength ? line : line[..PlanLimits.TitleLength].Trim();
        return cut.Any(char.IsAsciiLetterOrDigit) ? cut : fallback;
    }

    /// <summary>A path as a plan may write it; null for one that cannot be requested.</summary>
    /// <param name="path">Path, with or without query.</param>
    public static string? Path(string path)
    {
        string encoded = path.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal);
        bool isPath = encoded is ['/', ..] and not ['/', '/', ..] && encoded.Length <= PlanLimits.PathLength
            && !encoded.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c is '\\' or '#' or '\uFEFF');
        return isPath ? encoded : null;
    }

    private static string OneLine(string text)
    {
        StringBuilder line = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            // Line separators of Unicode end a line of YAML, too.
            line.Append(Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or 0xFEFF or 0xFFFD ? " " : rune.ToString());
        }

        return line.ToString();
    }
}
