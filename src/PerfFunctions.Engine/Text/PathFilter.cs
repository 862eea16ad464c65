using System.Text;
using System.Text.RegularExpressions;

namespace PerfFunctions.Engine.Text;

/// <summary>
/// Decides by patterns which changed files start a run. <c>*</c> and <c>?</c> stay within a folder, <c>**</c> goes across
/// folders; a pattern that begins with <c>!</c> takes files away. The last pattern that fits a file decides.
/// </summary>
public sealed class PathFilter
{
    // Compiled when a path is asked for: most plans are read to be run or checked.
    private readonly (bool Takes, Lazy<Regex> Form)[] _patterns;

    /// <summary>Reads patterns; each is valid.</summary>
    public PathFilter(IReadOnlyList<string> patterns)
    {
        Patterns = patterns;
        _patterns = [.. patterns.Select(pattern => (!pattern.StartsWith('!'), new Lazy<Regex>(() => FormOf(pattern.TrimStart('!')))))];
    }

    /// <summary>The patterns, in the order of the file.</summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <summary>Whether a file asks for a run.</summary>
    /// <param name="path">Path from the repository's root, with <c>/</c>.</param>
    public bool Takes(string path) => _patterns.LastOrDefault(pattern => pattern.Form.Value.IsMatch(path)).Takes;

    // Patterns come from outside; this engine takes time in proportion to the path, whatever they are.
    private static Regex FormOf(string pattern)
    {
        var form = new StringBuilder("^");
        for (int at = 0; at < pattern.Length;)
        {
            (string part, int length) = pattern.AsSpan(at) switch
            {
                ['*', '*', '/', ..] when at == 0 || pattern[at - 1] == '/' => ("(.*/)?", 3),
                ['*', '*', ..] => (".*", 2),
                ['*', ..] => ("[^/]*", 1),
                ['?', ..] => ("[^/]", 1),
                _ => (Regex.Escape(pattern[at].ToString()), 1),
            };
            form.Append(part);
            at += length;
        }

        return new Regex(form.Append(@"\z").ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }
}
