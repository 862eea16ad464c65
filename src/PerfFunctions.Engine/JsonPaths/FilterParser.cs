using System.Text.RegularExpressions;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.JsonPaths;

/// <summary>Reads the condition of a filter.</summary>
/// <param name="path">Reads the path that the filter stands in.</param>
internal sealed class FilterParser(PathParser path)
{
    private static readonly (string Sign, ComparisonOperator Operator)[] Comparisons =
    [
        ("==", ComparisonOperator.Equal), ("!=", ComparisonOperator.Unequal), ("<=", ComparisonOperator.AtMost),
        (">=", ComparisonOperator.AtLeast), ("<", ComparisonOperator.Below), (">", ComparisonOperator.Above),
    ];

    /// <summary>The condition; null for a mistake.</summary>
    public PathFilter? Read()
    {
        List<PathFilter[]> ways = [];
        do
        {
            List<PathFilter> parts = [];
            do
            {
                if (ReadPart() is not { } part)
                {
                    return null;
                }

                parts.Add(part);
            }
            while (path.Take("&&"));
            ways.Add([.. parts]);
        }
        while (path.Take("||"));
        return ways is [[PathFilter only]] ? only : new JointFilter([.. ways]);
    }

    private PathFilter? ReadPart()
    {
        int before = path.At;
        if (path.Take("!=") || !path.Take("!"))
        {
            path.At = before;
        }
        else
        {
            return ReadPart() is { } negated ? new NegatedFilter(negated) : null;
        }

        if (path.Take("("))
        {
            return path.ReadFilter() is { } inner && path.Take(")") ? inner : null;
        }

        PatternFilter? pattern = ReadPattern(out bool isPattern);
        return isPattern ? pattern : ReadComparison();
    }

    private PathFilter? ReadComparison()
    {
        if (ReadOperand() is not { } left)
        {
            return null;
        }

        foreach ((string sign, ComparisonOperator op) in Comparisons)
        {
            if (path.Take(sign))
            {
                return left.IsSingular && ReadOperand() is { IsSingular: true } right ? new ComparisonFilter(left, op, right) : null;
            }
        }

        return left is PathOperand { Function: null } existing ? new ExistenceFilter(existing.Path) : null;
    }

    private PatternFilter? ReadPattern(out bool isPattern)
    {
        int before = path.At;
        string function = path.ReadWord();
        isPattern = function is "match" or "search";
        if (!isPattern)
        {
            path.At = before;
            return null;
        }

        if (!path.TakeAtOnce('(') || ReadOperand() is not { } text || !path.Take(",") || path.ReadQuoted() is not { } pattern || !path.Take(")"))
        {
            return null;
        }

        return Compile(function == "match" ? $"^(?:{pattern})$" : pattern) is { } regex ? new PatternFilter(text, regex) : null;
    }

    private FilterOperand? ReadOperand()
    {
        if (path.ReadQuoted() is { } text)
        {
            return new LiteralOperand(Value.Of(text));
        }

        if (path.Take("@") || path.Take("$"))
        {
            path.At--;
            return ReadPath() is { } plain ? new PathOperand(plain, null) : null;
        }

        string word = path.ReadWord();
        if (word is "length" or "count" or "value")
        {
            return path.TakeAtOnce('(') && ReadPath() is { } counted && path.Take(")") ? new PathOperand(counted, word) : null;
        }

        return word.Length > 0 && Value.ReadJson(word) is { } literal ? new LiteralOperand(literal) : null;
    }

    private FilterPath? ReadPath()
    {
        bool isAbsolute = path.Take("$");
        return (isAbsolute || path.Take("@")) && path.ReadSegments() is { } segments ? new FilterPath(isAbsolute, segments) : null;
    }

    private static Regex? Compile(string pattern) => SearchPattern.MistakeIn(pattern) is null ? SearchPattern.Compile(pattern) : null;
}
