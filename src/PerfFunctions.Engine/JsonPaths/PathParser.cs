using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.JsonPaths;

/// <summary>Reads paths.</summary>
internal sealed class PathParser
{
    private const int LongestText = 500;
    private const long MaxIndex = (1L << 53) - 1;
    private const int MaxDescents = 2;
    private const int MaxDepth = 10;
    private const string Blanks = " \t\n\r";
    private const string Specials = Blanks + "]*'\"()[?,:@&|!<>=";

    private readonly string _text;
    private int _descents;

    private PathParser(string text) => _text = text;

    /// <summary>Where the text goes on.</summary>
    public int At { get; set; }

    /// <summary>How deeply filters are nested here.</summary>
    public int Depth { get; private set; }

    private bool IsAtEnd => At >= _text.Length;

    /// <summary>Reads a text that is a path as a whole.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out JsonPath? path)
    {
        path = null;
        PathParser parser = new(text);
        if (text.Length is 0 or > LongestText || text[0] != '$')
        {
            return false;
        }

        parser.At = 1;
        if (parser.ReadSegments() is not { } segments || !parser.IsAtEnd)
        {
            return false;
        }

        path = new JsonPath(text, segments);
        return true;
    }

    /// <summary>Takes a sign if it comes next, after blanks.</summary>
    public bool Take(string sign)
    {
        SkipBlanks();
        bool isNext = _text.AsSpan(At).StartsWith(sign, StringComparison.Ordinal);
        At += isNext ? sign.Length : 0;
        return isNext;
    }

    /// <summary>Takes a sign if it comes next, without blanks.</summary>
    public bool TakeAtOnce(char sign)
    {
        bool isNext = !IsAtEnd && _text[At] == sign;
        At += isNext ? 1 : 0;
        return isNext;
    }

    /// <summary>The segments up to what is not one; null for a mistake.</summary>
    public PathSegment[]? ReadSegments()
    {
        List<PathSegment> segments = [];
        int end = At;
        SkipBlanks();
        while (!IsAtEnd && _text[At] is '.' or '[')
        {
            if (ReadSegment() is not { } segment)
            {
                return null;
            }

            segments.Add(segment);
            end = At;
            SkipBlanks();
        }

        // Blanks at the end are not part of the path.
        At = end;
        return [.. segments];
    }

    /// <summary>A text in quotes, with JSON's escapes; null for none.</summary>
    public string? ReadQuoted()
    {
        SkipBlanks();
        if (IsAtEnd || _text[At] is not ('\'' or '"'))
        {
            return null;
        }

        char quote = _text[At];
        StringBuilder json = new("\"");
        for (int i = At + 1; i < _text.Length; i++)
        {
            char c = _text[i];
            if (c == quote)
            {
                At = i + 1;
                return Value.ReadJson(json.Append('"').ToString()) is { Kind: ValueKind.Text } text ? text.Text : null;
            }

            if (c == '\\' && i + 1 < _text.Length)
            {
                char escaped = _text[++i];
                json.Append(escaped == '\'' && quote == '\'' ? "'" : escaped == '"' && quote == '\'' ? "\\x" : $"\\{escaped}");
                continue;
            }

            json.Append(c == '"' ? "\\\"" : c);
        }

        return null;
    }

    /// <summary>The characters of a number or a word; empty for none.</summary>
    public string ReadWord()
    {
        SkipBlanks();
        int start = At;
        while (!IsAtEnd && (char.IsAsciiLetterOrDigit(_text[At]) || _text[At] is '-' or '+' or '.' or '_'))
        {
            At++;
        }

        return _text[start..At];
    }

    /// <summary>A filter in parentheses or brackets; null for a mistake.</summary>
    public PathFilter? ReadFilter()
    {
        if (Depth == MaxDepth)
        {
            return null;
        }

        Depth++;
        PathFilter? filter = new FilterParser(this).Read();
        Depth--;
        return filter;
    }

    private PathSegment? ReadSegment()
    {
        bool isDescendant = _text.AsSpan(At).StartsWith("..");
        if (isDescendant && ++_descents > MaxDescents)
        {
            return null;
        }

        bool isDot = _text[At] == '.';
        At += isDescendant ? 2 : isDot ? 1 : 0;
        if (!IsAtEnd && _text[At] == '[' && (isDescendant || !isDot))
        {
            At++;
            return ReadSelectors() is { } selectors ? new PathSegment(selectors, isDescendant) : null;
        }

        if (!isDot)
        {
            return null;
        }

        if (!IsAtEnd && _text[At] == '*')
        {
            At++;
            return new PathSegment([new WildcardSelector()], isDescendant);
        }

        int start = At;
        while (!IsAtEnd && _text[At] != '.' && !Specials.Contains(_text[At], StringComparison.Ordinal))
        {
            At++;
        }

        return At == start ? null : new PathSegment([new NameSelector(_text[start..At])], isDescendant);
    }

    private PathSelector[]? ReadSelectors()
    {
        List<PathSelector> selectors = [];
        do
        {
            if (ReadSelector() is not { } selector)
            {
                return null;
            }

            selectors.Add(selector);
        }
        while (Take(","));
        return Take("]") ? [.. selectors] : null;
    }

    private PathSelector? ReadSelector()
    {
        if (Take("*"))
        {
            return new WildcardSelector();
        }

        if (Take("?"))
        {
            return ReadFilter() is { } filter ? new FilterSelector(filter) : null;
        }

        if (ReadQuoted() is { } name)
        {
            return new NameSelector(name);
        }

        if (!TryReadIndex(out long? first))
        {
            return null;
        }

        if (!Take(":"))
        {
            return first is { } index ? new IndexSelector(index) : null;
        }

        long? step = null;
        return TryReadIndex(out long? end) && (!Take(":") || TryReadIndex(out step)) ? new SliceSelector(first, end, step ?? 1) : null;
    }

    // Null where there is none; false for what is not a number.
    private bool TryReadIndex(out long? index)
    {
        index = null;
        string word = ReadWord();
        if (word.Length == 0)
        {
            return true;
        }

        string digits = word.TrimStart('-');
        bool isRight = long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long read) &&
            Math.Abs(read) <= MaxIndex && word[0] != '+' && (digits == "0" ? word.Length == 1 : digits[0] != '0');
        index = isRight ? read : null;
        return isRight;
    }

    private void SkipBlanks()
    {
        while (!IsAtEnd && Blanks.Contains(_text[At], StringComparison.Ordinal))
        {
            At++;
        }
    }
}
